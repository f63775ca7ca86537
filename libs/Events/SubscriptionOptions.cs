namespace Switchyard.Events;

/// <summary>What is done for a subscriber that is slow or fails.</summary>
public sealed record SubscriptionOptions
{
    /// <summary>The most events that may wait for a subscriber: 1,048,576.</summary>
    public const int MaxCapacity = 1 << 20;

    /// <summary>Gets how many events may wait for it, from 1 to <see cref="MaxCapacity"/>; 8 bytes for each are taken at once. Default: 1,024.</summary>
    public int Capacity { get; init; } = 1_024;

    /// <summary>Gets what is done with more. Default: the oldest are dropped.</summary>
    public OverflowPolicy Overflow { get; init; } = OverflowPolicy.DropOldest;

    /// <summary>Gets of how many events one is kept where they are sampled. Default: 10.</summary>
    public int SampleEvery { get; init; } = 10;

    /// <summary>Gets how many failures of the handler in a row cut it off. Default: 5.</summary>
    public int MaxFailures { get; init; } = 5;

    /// <summary>Gets after which time a handler that was cut off is tried again with one event. Default: 30 seconds.</summary>
    public TimeSpan ProbeAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the sequence number after which what the bus still remembers is told first, without a gap to what follows; <see langword="null"/> for only what follows.</summary>
    public long? After { get; init; }

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Capacity, MaxCapacity);
        ArgumentOutOfRangeException.ThrowIfLessThan(SampleEvery, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxFailures, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ProbeAfter, TimeSpan.Zero);
    }
}
