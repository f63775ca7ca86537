using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents;

/// <summary>How far an agent came with a task; the same shape for every kind of agent and backend.</summary>
public sealed record AgentResult
{
    /// <summary>Gets the run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>Gets what the run is doing.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Gets the answer; <see langword="null"/> where there is none.</summary>
    public string? Output { get; init; }

    /// <summary>Gets why there is no answer.</summary>
    public string? Error { get; init; }

    /// <summary>Gets the failure in whose place a hook gave the answer; <see langword="null"/> where the answer is the agent's own.</summary>
    public string? Recovered { get; init; }

    /// <summary>Gets to whom it hands over instead of answering; <see langword="null"/> where it does not.</summary>
    public AgentHandoff? Handoff { get; init; }

    /// <summary>Gets what a person has to say before it goes on.</summary>
    public IReadOnlyList<PersonRequest> Waiting { get; init; } = [];

    /// <summary>Gets what answered, like <c>openai</c> or <c>local</c>.</summary>
    public string Backend { get; init; } = "";

    /// <summary>Gets the model that answered.</summary>
    public string Model { get; init; } = "";

    /// <summary>Gets how long it took, waiting for people not counted.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Gets what it used.</summary>
    public AgentUsage Usage { get; init; } = new();

    /// <summary>Gets whether there is an answer.</summary>
    public bool IsSuccess => Status == RunStatus.Completed && Error is null;

    /// <summary>Says how far a run came, by its state.</summary>
    /// <param name="run">The run.</param>
    /// <param name="backend">What answered.</param>
    /// <typeparam name="TState">The state.</typeparam>
    public static AgentResult Of<TState>(RunResult<TState> run, string backend)
        where TState : IAnswerState
    {
        ArgumentNullException.ThrowIfNull(run);
        return new AgentResult
        {
            RunId = run.RunId,
            Status = run.Status,
            Output = run.State.Output,
            Error = run.Error ?? run.State.Error,
            Waiting = run.Waiting,
            Backend = backend,
            Model = run.State.Model,
            Latency = run.State.Worked,
            Usage = run.State.Usage,
        };
    }
}
