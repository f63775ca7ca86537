namespace Switchyard.Agents.Hooks.Contexts;

/// <summary>An agent asks another one or hands the conversation to it.</summary>
/// <param name="point">The point.</param>
public sealed class AgentCallHookContext(HookPoint point) : HookContext(point)
{
    /// <summary>Gets the name of the other agent.</summary>
    public required string Target { get; init; }

    /// <summary>Gets or sets what it is asked.</summary>
    public required string Input { get; set; }

    /// <summary>Gets or sets what it answered; before it is asked, what takes its place.</summary>
    public AgentResult? Result { get; set; }

    /// <inheritdoc/>
    public override bool HasOutcome => Result is not null;
}
