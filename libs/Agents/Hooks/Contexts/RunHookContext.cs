namespace Switchyard.Agents.Hooks.Contexts;

/// <summary>A run begins, pauses, goes on or ends.</summary>
/// <param name="point">The point.</param>
public sealed class RunHookContext(HookPoint point) : HookContext(point)
{
    /// <summary>Gets or sets what the agent is asked.</summary>
    public required string Input { get; set; }

    /// <summary>Gets or sets how the run ended or why it pauses; at its beginning, what takes its place.</summary>
    public AgentResult? Result { get; set; }

    /// <inheritdoc/>
    public override bool HasOutcome => Result is not null;
}
