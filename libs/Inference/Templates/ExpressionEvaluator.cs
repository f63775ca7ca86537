namespace Switchyard.Inference.Templates;

/// <summary>Computes expressions in a scope.</summary>
internal sealed class ExpressionEvaluator
{
    public object? Evaluate(Expression expression, Scope scope) => expression switch
    {
        Expression.Literal literal => literal.Value,
        Expression.Name name => scope.Get(name.Id),
        Expression.Member member => GetMember(Evaluate(member.Target, scope), member.Id),
        Expression.Index index => GetItem(Evaluate(index.Target, scope), Evaluate(index.Key, scope)),
        Expression.Slice slice => Operators.Slice(Evaluate(slice.Target, scope), Whole(slice.Start, scope), Whole(slice.Stop, scope), Whole(slice.Step, scope) ?? 1),
        Expression.Not not => !IsTrue(not.Operand, scope),
        Expression.Negate negate => Operators.Apply("-", 0L, Evaluate(negate.Operand, scope)),
        Expression.Binary binary => EvaluateBinary(binary, scope),
        Expression.Conditional conditional => EvaluateConditional(conditional, scope),
        Expression.Filter filter => Filters.Apply(filter.Id, Evaluate(filter.Target, scope), Arguments(filter.Id, filter.Arguments, scope)),
        Expression.Test test => Tests.Apply(test.Id, Evaluate(test.Target, scope), Arguments(test.Id, test.Arguments, scope)),
        Expression.List list => list.Items.Select(item => Evaluate(item, scope)).ToList(),
        Expression.Map map => EvaluateMap(map, scope),
        Expression.Call call => EvaluateCall(call, scope),
        _ => throw new TemplateException($"The chat template's expression {expression.GetType().Name} is not served."),
    };

    public bool IsTrue(Expression expression, Scope scope) => Values.IsTrue(Evaluate(expression, scope));

    private static object? GetMember(object? target, string name) => target switch
    {
        TemplateMap map => map.TryGetValue(name, out var value) ? value : new Undefined(name),
        null or Undefined => throw new TemplateException($"The chat template asks for '{name}' of {Values.Describe(target)}."),
        _ => new Undefined(name),
    };

    private static object? GetItem(object? target, object? key)
    {
        if (target is TemplateMap or null or Undefined)
        {
            return GetMember(target, key as string ?? Values.ToText(key));
        }

        var count = Values.Count(target);
        var index = Values.ToWhole(key);
        index = index < 0 ? index + count : index;
        return index < 0 || index >= count ? new Undefined($"[{Values.ToText(key)}]")
            : target is string text ? text[(int)index].ToString()
            : Values.ToList(target)[(int)index];
    }

    private object? EvaluateBinary(Expression.Binary binary, Scope scope)
    {
        var left = Evaluate(binary.Left, scope);
        return binary.Operator switch
        {
            "and" => Values.IsTrue(left) ? Evaluate(binary.Right, scope) : left,
            "or" => Values.IsTrue(left) ? left : Evaluate(binary.Right, scope),
            _ => Operators.Apply(binary.Operator, left, Evaluate(binary.Right, scope)),
        };
    }

    private object? EvaluateConditional(Expression.Conditional conditional, Scope scope) =>
        IsTrue(conditional.Condition, scope) ? Evaluate(conditional.Then, scope)
            : conditional.Else is { } otherwise ? Evaluate(otherwise, scope)
            : new Undefined("else");

    private TemplateMap EvaluateMap(Expression.Map map, Scope scope)
    {
        var result = new TemplateMap();
        foreach (var (key, value) in map.Items)
        {
            result[Values.ToText(Evaluate(key, scope))] = Evaluate(value, scope);
        }

        return result;
    }

    private object? EvaluateCall(Expression.Call call, Scope scope)
    {
        if (call.Target is Expression.Member method)
        {
            var target = Evaluate(method.Target, scope);
            return Methods.TryCall(target, method.Id, Arguments(method.Id, call.Arguments, scope), out var result)
                ? result
                : throw new TemplateException($"The chat template's method '{method.Id}' of {Values.Describe(target)} is not served.");
        }

        var name = call.Target is Expression.Name { Id: var id } ? id : "a value";
        return CallFunction(name, Arguments(name, call.Arguments, scope));
    }

    private static object? CallFunction(string name, CallArguments arguments)
    {
        switch (name)
        {
            case "raise_exception":
                throw new TemplateException(arguments.Text(0)) { IsRefusal = true };
            case "namespace":
            case "dict":
                var map = new TemplateMap { IsNamespace = name == "namespace" };
                foreach (var (key, value) in arguments.Named)
                {
                    map[key] = value;
                }

                return map;
            case "range":
                var (start, stop) = arguments.Count > 1 ? (Values.ToWhole(arguments.Get(0)), Values.ToWhole(arguments.Get(1))) : (0, Values.ToWhole(arguments.Get(0)));
                return Enumerable.Range(0, (int)Math.Clamp(stop - start, 0, 100_000)).Select(i => (object?)(start + i)).ToList();
            default:
                throw new TemplateException($"The chat template's function '{name}' is not served.");
        }
    }

    private CallArguments Arguments(string callee, Expression.ArgumentList arguments, Scope scope)
    {
        var positional = arguments.Positional.Select(argument => Evaluate(argument, scope)).ToList();
        return new CallArguments(callee, positional, arguments.Named.ToDictionary(argument => argument.Name, argument => Evaluate(argument.Value, scope), StringComparer.Ordinal));
    }

    private long? Whole(Expression? expression, Scope scope) => expression is null || Evaluate(expression, scope) is not { } value ? null : Values.ToWhole(value);
}
