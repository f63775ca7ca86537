namespace Switchyard.Inference.Templates.Runtime;

/// <summary>A value that can be called: a built-in function, a bound method, a macro, a loop that is recursive.</summary>
internal abstract class Callable(string name)
{
    public string Name => name;

    public abstract object? Call(CallArguments arguments, RenderContext context);
}
