using Switchyard.Inference.Templates.Builtins;

namespace Switchyard.Inference.Templates.Runtime;

/// <summary>A method with the value it belongs to.</summary>
internal sealed class BoundMethod(object? target, Builtin method) : Callable(method.Name)
{
    public override object? Call(CallArguments arguments, RenderContext context) => method.Apply(target, arguments, context);
}
