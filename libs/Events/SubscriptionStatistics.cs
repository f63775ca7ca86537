namespace Switchyard.Events;

/// <summary>What has become of a subscription's events.</summary>
public readonly record struct SubscriptionStatistics
{
    /// <summary>Gets how many were read or handed to the handler.</summary>
    public long Delivered { get; init; }

    /// <summary>Gets how many were not, because there was no room or the handler was cut off.</summary>
    public long Dropped { get; init; }

    /// <summary>Gets how many the handler failed at.</summary>
    public long Failures { get; init; }

    /// <summary>Gets how many wait.</summary>
    public int Pending { get; init; }

    /// <summary>Gets whether the handler failed too often and is told nothing until it is tried again.</summary>
    public bool IsCutOff { get; init; }
}
