namespace Switchyard.Queue;

/// <summary>Why an attempt, or a job, did not succeed.</summary>
/// <param name="Code">A short name for it, such as <c>upstream_error</c>.</param>
/// <param name="Message">What a person should know.</param>
public sealed record JobFailure(string Code, string Message)
{
    /// <summary>Whether another attempt may do better.</summary>
    public bool CanRetry { get; init; }

    /// <summary>How long to wait before it at least.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The code of jobs whose workers died again and again: they are kept apart, so that they cannot bring down more.</summary>
    public const string Crashed = "worker_lost";

    /// <summary>The code of jobs that were not started in time.</summary>
    public const string TooLate = "deadline_exceeded";

    /// <summary>The code of attempts that took too long.</summary>
    public const string TooLong = "time_limit_exceeded";
}
