using System.Text;

namespace Switchyard.Inference.Templates;

/// <summary>Runs statements and collects what they write.</summary>
internal sealed class StatementRunner(StringBuilder output)
{
    private readonly ExpressionEvaluator _expressions = new();

    /// <summary>Runs <paramref name="body"/>.</summary>
    /// <returns>The statement that leaves the loop around, or null when the body came to its end.</returns>
    public Statement.Leave? Run(IReadOnlyList<Statement> body, Scope scope)
    {
        foreach (var statement in body)
        {
            var leave = statement switch
            {
                Statement.If branch => RunIf(branch, scope),
                Statement.For loop => RunFor(loop, scope),
                Statement.Leave left => left,
                _ => RunSimple(statement, scope),
            };
            if (leave is not null)
            {
                return leave;
            }
        }

        return null;
    }

    private Statement.Leave? RunSimple(Statement statement, Scope scope)
    {
        switch (statement)
        {
            case Statement.Text text:
                output.Append(text.Value);
                break;
            case Statement.Output write:
                output.Append(Values.ToText(_expressions.Evaluate(write.Value, scope)));
                break;
            case Statement.Set set:
                RunSet(set, scope);
                break;
            case Statement.SetBlock block:
                var written = new StringBuilder();
                new StatementRunner(written).Run(block.Body, scope);
                scope.Set(block.Name, written.ToString());
                break;
            default:
                throw new TemplateException($"The chat template, line {statement.Line}: {statement.GetType().Name} is not served.");
        }

        return null;
    }

    private void RunSet(Statement.Set set, Scope scope)
    {
        var value = _expressions.Evaluate(set.Value, scope);
        if (set.Member is not { } member)
        {
            Assign(set.Names, value, scope);
            return;
        }

        if (scope.Get(set.Names[0]) is not TemplateMap { IsNamespace: true } target)
        {
            throw new TemplateException($"The chat template, line {set.Line}: only a namespace() has members that can be set.");
        }

        target[member] = value;
    }

    private Statement.Leave? RunIf(Statement.If branch, Scope scope)
    {
        foreach (var (condition, body) in branch.Branches)
        {
            if (_expressions.IsTrue(condition, scope))
            {
                return Run(body, scope);
            }
        }

        return Run(branch.Else, scope);
    }

    private Statement.Leave? RunFor(Statement.For loop, Scope scope)
    {
        var items = Values.ToList(_expressions.Evaluate(loop.Items, scope));
        if (loop.Condition is { } condition)
        {
            items = [.. items.Where(item => Fits(loop, item, condition, scope))];
        }

        for (var i = 0; i < items.Count; i++)
        {
            var inner = new Scope(scope);
            Assign(loop.Names, items[i], inner);
            inner.Set("loop", Describe(items, i));
            if (Run(loop.Body, inner) is { GoesOn: false })
            {
                break;
            }
        }

        return items.Count == 0 ? Run(loop.Else, scope) : null;
    }

    private bool Fits(Statement.For loop, object? item, Expression condition, Scope scope)
    {
        var inner = new Scope(scope);
        Assign(loop.Names, item, inner);
        return _expressions.IsTrue(condition, inner);
    }

    private static TemplateMap Describe(IReadOnlyList<object?> items, int index) => new()
    {
        ["index"] = index + 1L,
        ["index0"] = (long)index,
        ["revindex"] = (long)(items.Count - index),
        ["revindex0"] = items.Count - index - 1L,
        ["first"] = index == 0,
        ["last"] = index == items.Count - 1,
        ["length"] = (long)items.Count,
        ["previtem"] = index > 0 ? items[index - 1] : new Undefined("previtem"),
        ["nextitem"] = index + 1 < items.Count ? items[index + 1] : new Undefined("nextitem"),
    };

    private static void Assign(IReadOnlyList<string> names, object? value, Scope scope)
    {
        if (names.Count == 1)
        {
            scope.Set(names[0], value);
            return;
        }

        var parts = Values.ToList(value);
        if (parts.Count != names.Count)
        {
            throw new TemplateException($"The chat template unpacks {parts.Count} values into {names.Count} names.");
        }

        for (var i = 0; i < names.Count; i++)
        {
            scope.Set(names[i], parts[i]);
        }
    }
}
