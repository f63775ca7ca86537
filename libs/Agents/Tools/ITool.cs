namespace Switchyard.Agents.Tools;

/// <summary>Something an agent can do.</summary>
/// <remarks>
/// Implementations are safe for concurrent calls and keep no state of a call. What goes wrong in the caller's terms is a
/// <see cref="ToolResult"/> with an error, which the model reads; an exception is a bug or a lost resource.
/// </remarks>
public interface ITool
{
    /// <summary>Gets what the tool is and takes; the same instance on every call.</summary>
    ToolDefinition Definition { get; }

    /// <summary>Does the work with arguments that match <see cref="Definition"/>.</summary>
    ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default);
}
