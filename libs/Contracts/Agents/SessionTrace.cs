namespace Switchyard.Contracts.Agents;

/// <summary>What happened in one run of a conversation, as its readers were told.</summary>
public sealed record SessionTrace
{
    /// <summary>Gets the run, as its turn names it.</summary>
    public required string RunId { get; init; }

    /// <summary>Gets the events in order.</summary>
    public required IReadOnlyList<RunEvent> Events { get; init; }
}
