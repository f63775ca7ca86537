using System.Diagnostics.CodeAnalysis;

namespace Switchyard.Contracts.Agents;

/// <summary>Answer of <c>GET /v1/runs/{id}</c>: the run and its events without the single tokens.</summary>
public sealed record RunDetail : RunSummary
{
    /// <summary>Creates an answer that is read.</summary>
    public RunDetail()
    {
    }

    /// <summary>Creates the answer for one run of the list.</summary>
    [SetsRequiredMembers]
    public RunDetail(RunSummary run, IReadOnlyList<RunEvent> events)
        : base(run) => Events = events;

    /// <summary>Gets the recorded events in order.</summary>
    public required IReadOnlyList<RunEvent> Events { get; init; }

    /// <summary>Gets what it waits for a person to say; empty unless its state is <c>waiting</c>.</summary>
    public IReadOnlyList<WaitingRequest> Waiting { get => field ?? []; init; }

    /// <summary>Gets the runs of agents that it has called, first called first.</summary>
    public IReadOnlyList<MemberRun> Members { get => field ?? []; init; }

    /// <summary>Gets the files that its code wrote, by name.</summary>
    public IReadOnlyList<RunArtifact> Artifacts { get => field ?? []; init; }

    /// <summary>Gets its graph as a Mermaid flowchart; absent for runs from before there were graphs.</summary>
    public string? Graph { get; init; }
}
