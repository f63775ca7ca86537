using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Composition;

/// <summary>What all agents that call others keep of a run.</summary>
internal abstract record CompositionState : IAnswerState
{
    /// <summary>What was asked.</summary>
    public required AgentTask Task { get; init; }

    /// <summary>What the members have used.</summary>
    public AgentUsage Usage { get; init; } = new();

    /// <summary>How long the members worked; those that worked side by side count once.</summary>
    public TimeSpan Worked { get; init; }

    public string? Output { get; init; }

    public string? Error { get; init; }

    public string Backend { get; init; } = "";

    public string Model { get; init; } = "";

    /// <summary>Counts what a member used.</summary>
    public static TState Count<TState>(TState state, AgentResult result)
        where TState : CompositionState =>
        (TState)((CompositionState)state with { Usage = state.Usage + result.Usage, Worked = state.Worked + result.Latency });

    /// <summary>Counts what members that worked side by side used.</summary>
    public static TState Count<TState>(TState state, IReadOnlyList<AgentResult> results)
        where TState : CompositionState => (TState)((CompositionState)state with
        {
            Usage = results.Aggregate(state.Usage, (sum, result) => sum + result.Usage),
            Worked = state.Worked + results.Select(result => result.Latency).DefaultIfEmpty().Max(),
        });

    /// <summary>Takes a member's answer, or its failure, as the answer of the whole.</summary>
    public static TState Answer<TState>(TState state, string member, AgentResult result)
        where TState : CompositionState => (TState)((CompositionState)state with
        {
            Output = result.Output,
            Error = FindError(member, result),
            Backend = result.Backend,
            Model = result.Model,
        });

    /// <summary>Says why there is no answer.</summary>
    public static TState Fail<TState>(TState state, string error)
        where TState : CompositionState => (TState)((CompositionState)state with { Error = error });

    /// <summary>Why a member did not answer; <see langword="null"/> where it did.</summary>
    public static string? FindError(string member, AgentResult result) => result switch
    {
        { Handoff: { } handoff } => $"'{member}' wanted to hand over to '{handoff.Agent}', and nobody here takes over",
        { IsSuccess: true } => null,
        _ => $"'{member}' did not answer: {result.Error ?? (result.Status == RunStatus.Completed ? "it gave no reason" : $"its run is {result.Status}")}",
    };
}
