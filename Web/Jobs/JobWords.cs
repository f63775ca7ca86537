using Switchyard.Contracts.Queue;
using Switchyard.QueueClient;
using Switchyard.Web.Charts;
using Switchyard.Web.Components.Controls;

namespace Switchyard.Web.Jobs;

/// <summary>How the pages say what jobs are and what happened to them.</summary>
internal static class JobWords
{
    public static string Status(string status) => status switch
    {
        JobStatuses.Pending => "waiting",
        JobStatuses.Timeout => "timed out",
        _ => status,
    };

    public static MarkLook Look(string? status) => status switch
    {
        null or JobStatuses.Running => MarkLook.Active,
        JobStatuses.Completed => MarkLook.Good,
        JobStatuses.Failed => MarkLook.Bad,
        JobStatuses.Timeout or JobEventTypes.Retrying => MarkLook.Caution,
        _ => MarkLook.Idle,
    };

    /// <summary>Says what a stage of a job's life was, without how it ended.</summary>
    public static string Stage(JobStage stage) => stage.Kind switch
    {
        JobStageKind.Submitted => "Submitted",
        JobStageKind.Replayed => "Replayed",
        JobStageKind.Attempt => $"Attempt {stage.Attempt}",
        _ => "Ended without a worker",
    };

    /// <summary>Says how an attempt, or a job, ended.</summary>
    public static string Outcome(string? outcome) => outcome switch
    {
        null => "under way",
        JobEventTypes.Retrying => "failed, to be tried again",
        JobEventTypes.Returned => "given back unfinished",
        _ => Status(outcome),
    };

    /// <summary>Says when a waiting job may start; <see langword="null"/> where that is now.</summary>
    public static string? Delay(JobInfo job, DateTimeOffset now) =>
        job.Status == JobStatuses.Pending && job.RunAt > now ? $"starts in {DisplayText.Duration(job.RunAt - now)} at the earliest" : null;

    public static bool CanCancel(JobInfo job) => !JobStatuses.Ended.Contains(job.Status);

    public static bool CanReplay(JobInfo job) => JobStatuses.Dead.Contains(job.Status);

    /// <summary>Says how often it was tried, and what of that went wrong.</summary>
    public static string Attempts(JobInfo job)
    {
        var wrong = string.Join(", ", new[] { (job.Failures, "failed"), (job.Crashes, "lost with their workers") }.Where(static count => count.Item1 > 0).Select(static count => $"{count.Item1} {count.Item2}"));
        return $"{job.Attempts}{(wrong.Length > 0 ? $" ({wrong})" : null)}; it may fail {job.Retries} {(job.Retries == 1 ? "time" : "times")} and be tried again";
    }
}
