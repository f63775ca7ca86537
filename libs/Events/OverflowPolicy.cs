namespace Switchyard.Events;

/// <summary>What is done with an event for which a subscriber has no room.</summary>
public enum OverflowPolicy
{
    /// <summary>The oldest that waits is dropped.</summary>
    DropOldest,

    /// <summary>Whoever publishes waits.</summary>
    Block,

    /// <summary>From half of the room on only one of some events is kept, so that what is kept is spread over the whole time.</summary>
    Sample,
}
