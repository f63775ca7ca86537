using Switchyard.Contracts.Queue;
using Switchyard.Queue;

namespace Switchyard.Router.Jobs;

/// <summary>Says what callers may know of a job.</summary>
internal static class JobDescriber
{
    public static JobInfo Describe(Job job) => new()
    {
        Id = job.Id.ToString(),
        Url = job.Kind,
        Queue = job.Queue,
        Priority = JobNames.NameOf(job.Priority),
        Status = JobNames.NameOf(job.Status),
        Attempts = job.Attempts,
        Failures = job.Failures,
        Crashes = job.Crashes,
        Retries = job.Retries,
        Labels = job.Labels,
        Worker = job.Worker,
        Error = job.Failure is { } failure ? new JobError(failure.Code, failure.Message) : null,
        CreatedAt = job.CreatedAt,
        RunAt = job.RunAt,
        StartedAt = job.StartedAt,
        FinishedAt = job.FinishedAt,
    };

    public static QueueDepth Describe(PriorityDepth depth) => new()
    {
        Queue = depth.Queue,
        Priority = JobNames.NameOf(depth.Priority),
        Ready = depth.Ready,
        Delayed = depth.Delayed,
        Running = depth.Running,
        OldestSeconds = Math.Round(depth.OldestReady.TotalSeconds, 3),
    };
}
