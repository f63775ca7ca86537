namespace Switchyard.Events;

/// <summary>What a bus remembers.</summary>
public sealed record EventBusOptions
{
    /// <summary>Gets how many events of the past it remembers. Default: 10,000.</summary>
    public int HistoryLength { get; init; } = 10_000;

    /// <summary>Gets the bus's name, unique among the buses that are bridged. Default: a new one.</summary>
    public string Source { get; init; } = Guid.NewGuid().ToString("N");
}
