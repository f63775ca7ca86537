namespace Switchyard.Faults.Processes;

/// <summary>What can happen to Redis' files.</summary>
internal enum RedisDamage
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The last bytes are missing.</summary>
    CutShort,

    /// <summary>One bit in the middle is another.</summary>
    Flipped,

    /// <summary>They are two seconds old, as those of a replica that was promoted.</summary>
    Older,
}
