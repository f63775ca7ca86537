namespace Switchyard.Queue;

/// <summary>What a sweep says of jobs, in every store.</summary>
internal static class SweepRules
{
    /// <summary>A handler that does not stop at its limit is given a little longer than its worker would need to say so.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public static readonly JobFailure TooLate = new(JobFailure.TooLate, "It was not started in the time it was to start within.");

    public static readonly JobFailure TooLong = new(JobFailure.TooLong, "It ran longer than its time limit.");

    public static readonly JobFailure WorkerLost = new(JobFailure.Crashed, "Its worker did not renew its lease: it was killed, or lost its connection.");
}
