using Switchyard.Agents.Graphs.Runs;

namespace Switchyard.Agents;

/// <summary>An agent whose runs are journalled: they can be read, answered and ended by whoever knows their name.</summary>
/// <remarks>Where a run waits for a person in the run of another agent that it called, it can be answered under its own name: the answer finds its way.</remarks>
public interface IDurableAgent : IAgent
{
    /// <summary>Reads how far a run came, without working on it. What the agents it called wait for is among what it waits for.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    Task<AgentResult> ReadAsync(Guid runId, CancellationToken cancellationToken = default);

    /// <summary>Answers a question. Does not work on the run: <see cref="IAgent.RunAsync"/> with its name does.</summary>
    /// <exception cref="ArgumentException">The run does not wait for this.</exception>
    Task AnswerAsync(Guid runId, string key, string answer, CancellationToken cancellationToken = default);

    /// <summary>Says what became of an effect of which nobody knew. Does not work on the run: <see cref="IAgent.RunAsync"/> with its name does.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="key">The effect's key.</param>
    /// <param name="answer">What became of it.</param>
    /// <param name="result">What it gave, in words, where it happened; <see langword="null"/> elsewhere.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The run does not wait for this.</exception>
    Task ResolveAsync(Guid runId, string key, UncertainAnswer answer, string? result, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives those questions of a run, and of the runs of the agents it has called, whose time is over the answer that then holds. Any host may do it, at any time; where it did,
    /// <see cref="IAgent.RunAsync"/> goes on.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="now">The time, by the clock of the store.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many questions were answered.</returns>
    Task<int> ExpireAsync(Guid runId, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>Ends a run, whoever works on it, and those of the agents it has called.</summary>
    /// <returns><see langword="false"/> where it was over already.</returns>
    Task<bool> CancelAsync(Guid runId, string reason, CancellationToken cancellationToken = default);
}
