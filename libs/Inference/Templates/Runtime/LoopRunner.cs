using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Syntax;

namespace Switchyard.Inference.Templates.Runtime;

/// <summary>Runs loops. Each turn has a scope of its own, so that a name set in one is gone in the next.</summary>
internal sealed class LoopRunner(StatementRunner statements, RenderContext context)
{
    public Statement.Leave? Run(Statement.For loop, Scope scope, BoundedText output) =>
        Run(loop, statements.Expressions.Evaluate(loop.Items, scope), scope, output, depth: 0);

    private Statement.Leave? Run(Statement.For loop, object? value, Scope scope, BoundedText output, int depth)
    {
        var items = Select(loop, Values.ToList(value, context), scope);
        var position = new LoopContext(items, depth, loop.IsRecursive ? (deeper, outer) => Recurse(loop, deeper, scope, outer) : null);
        var isFinished = false;
        for (; position.Index < items.Count; position.Index++)
        {
            var inner = new Scope(scope);
            statements.Assign(loop.Target, items[position.Index], inner);
            inner.Set("loop", position);
            var leave = statements.Run(loop.Body, inner, output);
            isFinished |= leave is null;
            if (leave is { GoesOn: false })
            {
                break;
            }
        }

        // As in Jinja, the else belongs to loops of which no turn came to its end, so also to one that was left in its first.
        return isFinished ? null : statements.Run(loop.Else, scope, output);
    }

    private string Recurse(Statement.For loop, object? items, Scope scope, LoopContext outer)
    {
        var output = new BoundedText(context);
        Run(loop, items, scope, output, outer.Depth + 1);
        return output.ToString();
    }

    private List<object?> Select(Statement.For loop, List<object?> items, Scope scope)
    {
        if (loop.Condition is not { } condition)
        {
            return [.. items];
        }

        var selected = new List<object?>();
        foreach (var item in items.ToArray())
        {
            var inner = new Scope(scope);
            statements.Assign(loop.Target, item, inner);
            if (statements.Expressions.IsTrue(condition, inner))
            {
                selected.Add(item);
            }
        }

        return selected;
    }
}
