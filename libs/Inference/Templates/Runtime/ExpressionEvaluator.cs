using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Syntax;

namespace Switchyard.Inference.Templates.Runtime;

/// <summary>Computes expressions in a scope.</summary>
internal sealed class ExpressionEvaluator(RenderContext context)
{
    public object? Evaluate(Expression expression, Scope scope)
    {
        context.Charge(1);
        context.Enter();
        var value = expression switch
        {
            Expression.Literal literal => literal.Value,
            Expression.Name name => scope.Get(name.Id),
            Expression.Member member => MemberAccess.GetAttribute(Evaluate(member.Target, scope), member.Id),
            Expression.Index index => MemberAccess.GetItem(Evaluate(index.Target, scope), Evaluate(index.Key, scope), context),
            Expression.Call call => EvaluateCall(call, scope),
            Expression.Filter filter => filter.Definition.Apply(Evaluate(filter.Target, scope), Arguments(filter.Arguments, scope), context),
            Expression.Test test => test.Definition.Apply(Evaluate(test.Target, scope), Arguments(test.Arguments, scope), context),
            _ => EvaluateOperator(expression, scope),
        };
        context.Leave();
        return value;
    }

    public bool IsTrue(Expression expression, Scope scope) => Values.IsTrue(Evaluate(expression, scope));

    /// <summary>Computes the arguments of a call: first those by place, then those by name.</summary>
    public CallArguments Arguments(ArgumentList arguments, Scope scope)
    {
        if (ReferenceEquals(arguments, ArgumentList.None))
        {
            return CallArguments.None;
        }

        var positional = new List<object?>(arguments.Positional.Count);
        foreach (var argument in arguments.Positional)
        {
            positional.Add(Evaluate(argument, scope));
        }

        if (arguments.Spread is { } spread)
        {
            positional.AddRange(Values.ToList(Evaluate(spread, scope), context));
        }

        return new CallArguments(positional, Named(arguments, scope));
    }

    private TemplateMap Named(ArgumentList arguments, Scope scope)
    {
        var named = new TemplateMap();
        foreach (var (name, value) in arguments.Named)
        {
            named[name] = Evaluate(value, scope);
        }

        if (arguments.NamedSpread is { } spread)
        {
            AddSpread(named, Evaluate(spread, scope));
        }

        return named;
    }

    private void AddSpread(TemplateMap named, object? spread)
    {
        var map = spread as TemplateMap ?? throw TemplateErrors.Runtime($"passes {Values.Describe(spread)} as named arguments");
        context.Charge(map.Count);
        foreach (var (name, value) in map)
        {
            if (!named.TryAdd(name, value))
            {
                throw TemplateErrors.Runtime($"passes the argument '{name}' twice");
            }
        }
    }

    private object? EvaluateOperator(Expression expression, Scope scope) => expression switch
    {
        Expression.Slice slice => Operators.Slice(Evaluate(slice.Target, scope), Bound(slice.Start, scope), Bound(slice.Stop, scope), Bound(slice.Step, scope) ?? 1, context),
        Expression.Not not => !IsTrue(not.Operand, scope),
        Expression.Sign sign => Arithmetic.ApplySign(sign.IsMinus, Evaluate(sign.Operand, scope)),
        Expression.And and => Evaluate(and.Left, scope) is var left && Values.IsTrue(left) ? Evaluate(and.Right, scope) : left,
        Expression.Or or => Evaluate(or.Left, scope) is var left && Values.IsTrue(left) ? left : Evaluate(or.Right, scope),
        Expression.Arithmetic arithmetic => Operators.Apply(arithmetic.Operator, Evaluate(arithmetic.Left, scope), Evaluate(arithmetic.Right, scope), context),
        Expression.Concatenation concatenation => EvaluateConcatenation(concatenation, scope),
        Expression.Compare compare => EvaluateCompare(compare, scope),
        Expression.Conditional conditional => EvaluateConditional(conditional, scope),
        Expression.Sequence sequence => EvaluateSequence(sequence, scope),
        _ => EvaluateMap((Expression.Map)expression, scope),
    };

    private string EvaluateConcatenation(Expression.Concatenation concatenation, Scope scope)
    {
        var text = new BoundedText(context);
        foreach (var part in concatenation.Parts)
        {
            text.Append(PythonRepr.ToText(Evaluate(part, scope), context));
        }

        return text.ToString();
    }

    private bool EvaluateCompare(Expression.Compare compare, Scope scope)
    {
        var left = Evaluate(compare.First, scope);
        foreach (var (comparison, operand) in compare.Rest)
        {
            var right = Evaluate(operand, scope);
            if (!Operators.Compare(comparison, left, right, context))
            {
                return false;
            }

            left = right;
        }

        return true;
    }

    private object? EvaluateConditional(Expression.Conditional conditional, Scope scope) =>
        IsTrue(conditional.Condition, scope) ? Evaluate(conditional.Then, scope)
            : conditional.Else is { } otherwise ? Evaluate(otherwise, scope)
            : new Undefined("the missing else");

    private TemplateList EvaluateSequence(Expression.Sequence sequence, Scope scope)
    {
        var items = new List<object?>(sequence.Items.Count);
        foreach (var item in sequence.Items)
        {
            items.Add(Evaluate(item, scope));
        }

        return new TemplateList(items, sequence.IsTuple ? ListKind.Tuple : ListKind.List);
    }

    private TemplateMap EvaluateMap(Expression.Map map, Scope scope)
    {
        var result = new TemplateMap();
        foreach (var (key, value) in map.Items)
        {
            var name = Evaluate(key, scope);
            result[name as string ?? throw TemplateErrors.Runtime($"makes a mapping with {Values.Describe(name)} as a key; only strings are served")] = Evaluate(value, scope);
        }

        return result;
    }

    private object? EvaluateCall(Expression.Call call, Scope scope) => Evaluate(call.Target, scope) switch
    {
        Callable callable => callable.Call(Arguments(call.Arguments, scope), context),
        LoopContext loop => loop.Recurse(Arguments(call.Arguments, scope)),
        var other => throw TemplateErrors.Runtime($"calls {Values.Describe(other)}"),
    };

    private long? Bound(Expression? expression, Scope scope) => expression is null || Evaluate(expression, scope) is not { } value ? null : Values.ToWhole(value);
}
