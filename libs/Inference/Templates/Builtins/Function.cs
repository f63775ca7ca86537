using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Builtins;

/// <summary>A built-in function.</summary>
internal sealed class Function(string name, Func<CallArguments, RenderContext, object?> body) : Callable(name)
{
    public override object? Call(CallArguments arguments, RenderContext context) => body(arguments, context);
}
