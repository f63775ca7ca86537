namespace Switchyard.Agents.Tools;

/// <summary>A tool whose output follows from its arguments alone: it touches nothing, and calls do not know of each other.</summary>
public abstract class ComputedTool : ITool
{
    /// <inheritdoc/>
    public abstract ToolDefinition Definition { get; }

    /// <inheritdoc/>
    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        cancellationToken.ThrowIfCancellationRequested();
        return new(Compute(arguments));
    }

    /// <summary>Computes the output, in bounded time whatever the arguments are.</summary>
    protected abstract ToolResult Compute(ToolArguments arguments);
}
