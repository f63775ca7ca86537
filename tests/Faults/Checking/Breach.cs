namespace Switchyard.Faults.Checking;

/// <summary>What can be broken of what is promised.</summary>
internal enum Breach
{
    /// <summary>An acknowledged job has not ended, or is not there.</summary>
    Lost,

    /// <summary>A job ended more than once, or was begun again after its end, or has another's result.</summary>
    CommittedTwice,

    /// <summary>What a job is charged is not what its committed attempt has done.</summary>
    ChargedTwice,

    /// <summary>An attempt began while the one before it was still its worker's.</summary>
    EarlyStart,

    /// <summary>One key has led to several jobs.</summary>
    DoubledKey,

    /// <summary>A job waited, without an owner, longer than it may.</summary>
    Late,

    /// <summary>A job of a higher priority waited while a later one of a lower was begun.</summary>
    OutOfOrder,
}
