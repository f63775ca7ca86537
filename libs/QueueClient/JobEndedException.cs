using Switchyard.Contracts.Queue;

namespace Switchyard.QueueClient;

/// <summary>A job ended without an answer.</summary>
public abstract class JobEndedException : RouterRefusedException
{
    private protected JobEndedException(ServiceProblem problem, JobInfo job)
        : base(problem) => Job = job;

    /// <summary>Gets the job; its <see cref="JobInfo.Error"/> says why.</summary>
    public JobInfo Job { get; }

    /// <summary>Tells whether the Router does not refuse, but says how a job ended.</summary>
    internal static bool IsSaidBy(RouterRefusedException refused) => refused.Code is "job_failed" or "job_timed_out" or "cancelled";

    /// <summary>Makes the exception of a job's end; <see langword="null"/> where it has not ended, or has an answer.</summary>
    internal static JobEndedException? Of(RouterRefusedException refused, JobInfo job) => job.Status switch
    {
        JobStatuses.Failed => new JobFailedException(refused.Problem, job),
        JobStatuses.Timeout => new JobTimedOutException(refused.Problem, job),
        JobStatuses.Cancelled => new JobCancelledException(refused.Problem, job),
        _ => null,
    };
}
