namespace Switchyard.Agents.Hooks.Contexts;

/// <summary>A workflow of several agents begins or has ended.</summary>
/// <param name="point">The point.</param>
public sealed class WorkflowHookContext(HookPoint point) : HookContext(point)
{
    /// <summary>Gets the workflow's name.</summary>
    public required string Workflow { get; init; }

    /// <summary>Gets or sets what it is asked.</summary>
    public required string Input { get; set; }

    /// <summary>Gets or sets how it ended; at its beginning, what takes its place.</summary>
    public AgentResult? Result { get; set; }

    /// <inheritdoc/>
    public override bool HasOutcome => Result is not null;
}
