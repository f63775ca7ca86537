namespace Switchyard.Inference.Templates.Runtime;

/// <summary>The result of <c>joiner()</c>: gives nothing when it is called first and its separator each time after.</summary>
internal sealed class Joiner(object? separator) : Callable("joiner")
{
    private bool _isUsed;

    public override object? Call(CallArguments arguments, RenderContext context)
    {
        var given = _isUsed ? separator : string.Empty;
        _isUsed = true;
        return given;
    }
}
