using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Syntax;

namespace Switchyard.Inference.Templates.Runtime;

/// <summary>A macro with the scope it was defined in; what it writes is the result of calling it.</summary>
internal sealed class Macro(MacroDefinition definition, Scope scope, StatementRunner runner) : Callable(definition.Name)
{
    public override object? Call(CallArguments arguments, RenderContext context)
    {
        context.Enter();
        var inner = new Scope(scope);
        Bind(arguments, inner, context);
        var output = new BoundedText(context);
        runner.Run(definition.Body, inner, output);
        context.Leave();
        return output.ToString();
    }

    // All parameters have a value, if an undefined one, before a default is computed, which may read those before it.
    private void Bind(CallArguments arguments, Scope inner, RenderContext context)
    {
        var named = new TemplateMap();
        foreach (var (name, value) in arguments.Named)
        {
            named[name] = value;
        }

        var open = new List<(string Name, Expression Default)>();
        for (var i = 0; i < definition.Parameters.Count; i++)
        {
            context.Charge(1 + (named.Count >> 6));
            var (name, fallback) = definition.Parameters[i];
            var isNamed = named.Remove(name, out var value);
            if (isNamed && i < arguments.Positional.Count)
            {
                throw TemplateErrors.Runtime($"calls the macro '{Name}' with '{name}' twice");
            }

            inner.Set(name, i < arguments.Positional.Count ? arguments.Positional[i] : isNamed ? value : new Undefined(name));
            if (fallback is not null && !isNamed && i >= arguments.Positional.Count)
            {
                open.Add((name, fallback));
            }
        }

        BindRest(arguments, named, inner);
        foreach (var (name, fallback) in open)
        {
            inner.Set(name, runner.Expressions.Evaluate(fallback, inner));
        }
    }

    private void BindRest(CallArguments arguments, TemplateMap named, Scope inner)
    {
        if (definition.TakesCaller)
        {
            inner.Set("caller", named.Remove("caller", out var caller) ? caller : new Undefined("caller"));
        }

        if (definition.TakesNamed)
        {
            inner.Set("kwargs", named);
        }
        else if (named.Count > 0)
        {
            throw TemplateErrors.Runtime($"calls the macro '{Name}' with the argument '{named.GetAt(0).Key}', which it does not have");
        }

        if (definition.TakesPositional)
        {
            inner.Set("varargs", TemplateList.Tuple([.. arguments.Positional.Skip(definition.Parameters.Count)]));
        }
        else if (arguments.Positional.Count > definition.Parameters.Count)
        {
            throw TemplateErrors.Runtime($"calls the macro '{Name}' with {arguments.Positional.Count} arguments; it takes {definition.Parameters.Count}");
        }
    }
}
