namespace Switchyard.Events.Redis;

/// <summary>What has become of a bridge's events.</summary>
public readonly record struct RedisBridgeStatistics
{
    /// <summary>Gets how many events of this bus are in Redis.</summary>
    public long Sent { get; init; }

    /// <summary>Gets how many events of this bus never came to be, because Redis was away for too long.</summary>
    public long Dropped { get; init; }

    /// <summary>Gets how many events of other buses were told to this one.</summary>
    public long Received { get; init; }

    /// <summary>Gets how many events of other buses were gone before they could be read.</summary>
    public long Missed { get; init; }

    /// <summary>Gets how many times there was something in the stream that is no event of another bus: whole entries that are none of a bridge, and single events of those that are.</summary>
    public long Rejected { get; init; }

    /// <summary>Gets whether it follows the stream: Redis answered lately, and what is published now by others arrives.</summary>
    public bool IsFollowing { get; init; }
}
