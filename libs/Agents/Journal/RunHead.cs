namespace Switchyard.Agents.Journal;

/// <summary>What is known of a run without reading its journal.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Graph">The name of the graph.</param>
/// <param name="Status">What it is doing.</param>
/// <param name="LastSequence">The number of its last entry.</param>
/// <param name="Token">How often it was taken over; who writes with an older token is refused.</param>
public sealed record RunHead(Guid Id, string Graph, RunStatus Status, long LastSequence, long Token)
{
    /// <summary>Gets on whose behalf it runs.</summary>
    public string User { get; init; } = "";

    /// <summary>Gets who took it over last; <see langword="null"/> where nobody did.</summary>
    public string? Owner { get; init; }

    /// <summary>Gets the run it was forked from.</summary>
    public Guid? Parent { get; init; }

    /// <summary>Gets the last entry of the parent's that it shares.</summary>
    public long? ForkedAt { get; init; }

    /// <summary>Gets when it was written down, by the clock of the store.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets when its last entry was written, by the clock of the store.</summary>
    public DateTimeOffset UpdatedAt { get; init; }
}
