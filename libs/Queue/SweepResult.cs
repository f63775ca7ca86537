namespace Switchyard.Queue;

/// <summary>What a sweep found to do.</summary>
/// <param name="Promoted">Jobs whose time had come.</param>
/// <param name="Lapsed">Jobs whose workers had not renewed their leases, and that will be tried again.</param>
/// <param name="Ended">Jobs that were ended: too late, too long, or lost with too many workers.</param>
/// <param name="Expired">Ended jobs that were forgotten.</param>
public readonly record struct SweepResult(int Promoted, int Lapsed, int Ended, int Expired)
{
    /// <summary>Gets whether there may be more of the same: a sweep takes a limited number.</summary>
    public bool HasMore { get; init; }
}
