namespace Switchyard.Contracts.Agents;


/// <summary>Answer of <c>POST /v1/runs/{id}/replay</c>.</summary>
public sealed record RunReplay
{
    /// <summary>Gets the run that was replayed; it stays as it is.</summary>
    public required string RunId { get; init; }

    /// <summary>Gets whether the replay reached an end.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Gets the answer it came to.</summary>
    public string? Output { get; init; }

    /// <summary>Gets why it failed, where it did.</summary>
    public string? Error { get; init; }

    /// <summary>Gets what the run itself is doing, one of <see cref="RunStatuses"/>.</summary>
    public required string RecordedStatus { get; init; }

    /// <summary>Gets the answer the run itself came to.</summary>
    public string? RecordedOutput { get; init; }

    /// <summary>Gets how many calls were answered from the record.</summary>
    public required int Reused { get; init; }

    /// <summary>Gets the calls for which the record has no result, in order; empty where nothing differs.</summary>
    public required IReadOnlyList<RunReplayDifference> Differences { get; init; }
}
