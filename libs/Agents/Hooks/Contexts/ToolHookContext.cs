using System.Text.Json;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Hooks.Contexts;

/// <summary>A tool is called.</summary>
/// <param name="point">The point.</param>
public sealed class ToolHookContext(HookPoint point) : HookContext(point)
{
    /// <summary>Gets the tool.</summary>
    public required ToolDefinition Tool { get; init; }

    /// <summary>Gets the call's id, unique in the run.</summary>
    public string CallId { get; init; } = "";

    /// <summary>Gets or sets the arguments, an object.</summary>
    public required JsonElement Arguments { get; set; }

    /// <summary>Gets or sets what came of it; before the call, what takes its place.</summary>
    public ToolResult? Result { get; set; }

    /// <summary>Gets or sets how long the call took; <see langword="null"/> before its end and where it was not made.</summary>
    public TimeSpan? Duration { get; set; }

    /// <inheritdoc/>
    public override bool HasOutcome => Result is not null;
}
