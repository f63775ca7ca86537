using Switchyard.Contracts.Queue;
using Switchyard.Queue;
using Switchyard.Queue.Workers;

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
        WaitingFor = job.IsUnserved ? SayWhatServes(job) : null,
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
        Unserved = depth.Unserved,
        OldestSeconds = Math.Round(depth.OldestReady.TotalSeconds, 3),
    };

    public static QueueWorker Describe(LiveWorker live) => new()
    {
        Id = live.Worker.Id.ToString(),
        Name = live.Worker.Name,
        Queue = live.Worker.Queue,
        Urls = live.Worker.Kinds,
        Labels = live.Worker.Labels,
        Concurrency = live.Worker.Concurrency,
        Running = live.Worker.Running,
        StartedAt = live.StartedAt,
        LastSeenAt = live.SeenAt,
        Stopping = live.Worker.IsStopping,
    };

    private static string SayWhatServes(Job job) =>
        $"a worker of the queue '{job.Queue}' that does {job.Kind}{(job.Labels.Count == 0 ? "" : $" and has the labels {string.Join(", ", job.Labels)}")}; none is running";
}
