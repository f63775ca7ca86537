using Switchyard.Agents.Graphs.Runs;

namespace Switchyard.Agents.Composition;

/// <summary>
/// An agent that calls others. Its work is a graph over a journal: a crash loses nothing and asks nobody twice, because a member's run is named by the call that
/// asked for it. What members use adds up; the caller's budget and cancellation hold for them; where one waits for a person, the whole waits.
/// </summary>
/// <remarks>Safe for concurrent use.</remarks>
public abstract class CompositeAgent : IDurableAgent
{
    private protected CompositeAgent(string name, string description)
    {
        ArgumentNullException.ThrowIfNull(description);
        Name = AgentName.Check(name);
        Description = description;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Description { get; }

    private protected abstract ICompositionRuns Runs { get; }

    /// <inheritdoc/>
    public virtual Task<AgentResult> RunAsync(AgentTask task, CancellationToken cancellationToken = default) => Runs.RunAsync(task, cancellationToken);

    /// <inheritdoc/>
    public Task<AgentResult> ReadAsync(Guid runId, CancellationToken cancellationToken = default) => Runs.ReadAsync(runId, cancellationToken);

    /// <inheritdoc/>
    public Task AnswerAsync(Guid runId, string key, string answer, CancellationToken cancellationToken = default) =>
        Runs.AnswerAsync(runId, key, answer, cancellationToken);

    /// <inheritdoc/>
    public Task ResolveAsync(Guid runId, string key, UncertainAnswer answer, string? result, CancellationToken cancellationToken = default) =>
        Runs.ResolveAsync(runId, key, answer, result, cancellationToken);

    /// <inheritdoc/>
    public Task<int> ExpireAsync(Guid runId, DateTimeOffset now, CancellationToken cancellationToken = default) => Runs.ExpireAsync(runId, now, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> CancelAsync(Guid runId, string reason, CancellationToken cancellationToken = default) => Runs.CancelAsync(runId, reason, cancellationToken);

    /// <summary>Draws the agent's graph as a Mermaid flowchart.</summary>
    public string ToMermaid() => Runs.ToMermaid();
}
