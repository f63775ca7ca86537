namespace Switchyard.Agents.Composition.Supervision;

/// <summary>How far a supervisor and its specialists came.</summary>
internal sealed record SupervisorState : CompositionState
{
    /// <summary>How often the supervisor was asked.</summary>
    public int Round { get; init; }

    /// <summary>What is to be done next, side by side.</summary>
    public IReadOnlyList<Delegation> Open { get; init; } = [];

    /// <summary>What was done.</summary>
    public IReadOnlyList<Report> Reports { get; init; } = [];

    /// <summary>What was wrong with the supervisor's last decision.</summary>
    public string? Mistake { get; init; }

    public static SupervisorState Of(AgentTask task) => new() { Task = task };
}
