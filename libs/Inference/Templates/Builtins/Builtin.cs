using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Builtins;

/// <summary>What a built-in filter, test or method does to <paramref name="value"/>.</summary>
internal delegate object? BuiltinBody(object? value, BoundArguments arguments, RenderContext context);

/// <summary>As <see cref="BuiltinBody"/>, with the arguments as they were written: those after the first belong to the filter or test it names.</summary>
internal delegate object? OpenBuiltinBody(object? value, CallArguments arguments, RenderContext context);

/// <summary>A built-in filter, test or method: its name, its parameters and what it does.</summary>
internal sealed class Builtin
{
    private readonly OpenBuiltinBody _body;

    public Builtin(string name, Signature signature, BuiltinBody body)
        : this(name, (value, arguments, context) => body(value, signature.Bind(name, arguments), context)) => Signature = signature;

    public Builtin(string name, OpenBuiltinBody body)
    {
        Name = name;
        _body = body;
    }

    public string Name { get; }

    /// <summary>Gets the parameters, or null when it reads its arguments itself.</summary>
    public Signature? Signature { get; }

    public object? Apply(object? value, CallArguments arguments, RenderContext context)
    {
        ChargeTexts(value, arguments, context);
        return _body(value, arguments, context);
    }

    // Whatever a built-in does with a text, it reads it through.
    private static void ChargeTexts(object? value, CallArguments arguments, RenderContext context)
    {
        context.Charge(1);
        if (value is string text)
        {
            context.ChargeText(text.Length);
        }

        foreach (var argument in arguments.Positional)
        {
            if (argument is string part)
            {
                context.ChargeText(part.Length);
            }
        }
    }
}
