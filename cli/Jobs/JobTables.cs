using System.Globalization;
using System.Text;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Queue;

namespace Switchyard.Cli.Jobs;

/// <summary>Writes the queue as tables for people.</summary>
internal static class JobTables
{
    private const string Nothing = "-";

    public static string Format(QueueDepthList depths, JobList jobs, DateTimeOffset now)
    {
        var text = new StringBuilder(depths.Data.Count == 0 ? "Nothing waits and nothing runs." : TextTable.Format([["QUEUE", "PRIORITY", "RUNNING", "WAITING", "DELAYED", "OLDEST"], .. depths.Data.Select(Row)]));
        text.AppendLine().AppendLine();
        text.Append(jobs.Data.Count == 0
            ? "There is no such job. Submit one: echo '{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}' | ./switchyard jobs submit"
            : TextTable.Format([["JOB", "ASKS", "QUEUE", "PRIORITY", "STATUS", "AGE", "ATTEMPTS", "WORKER"], .. jobs.Data.Select(job => Row(job, now))]));
        return (jobs.HasMore ? text.AppendLine().Append("There are more; --limit shows more of them.") : text).ToString();
    }

    public static string Format(QueueWorkerList workers, DateTimeOffset now) => TextTable.Format(
        [["WORKER", "QUEUE", "DOES", "LABELS", "JOBS", "UP", "STATE"], .. workers.Data.Select(worker => new[]
        {
            worker.Name,
            worker.Queue,
            worker.Urls.Count == 0 ? "everything" : string.Join(',', worker.Urls),
            worker.Labels.Count == 0 ? Nothing : string.Join(',', worker.Labels),
            string.Create(CultureInfo.InvariantCulture, $"{worker.Running}/{worker.Concurrency}"),
            Span(now - worker.StartedAt),
            worker.Stopping ? "stopping" : "running",
        })]);

    /// <summary>Says where a job stands, and what is amiss.</summary>
    public static string Status(JobInfo job, DateTimeOffset now) => job switch
    {
        { Error: { } error } when JobStatuses.Dead.Contains(job.Status) => $"{job.Status} ({error.Code})",
        { WaitingFor: not null } => $"{job.Status} (no worker)",
        { Status: JobStatuses.Pending } when job.RunAt > now => $"{job.Status} (for {Span(job.RunAt - now)})",
        _ => job.Status,
    };

    /// <summary>Says how long something is, roughly.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => Text(Math.Max(0, span.TotalSeconds), "s"),
        { TotalHours: < 1 } => Text(span.TotalMinutes, "min"),
        { TotalHours: < 48 } => Text(span.TotalHours, "h"),
        _ => Text(span.TotalDays, "d"),
    };

    private static string[] Row(QueueDepth depth) =>
    [
        depth.Queue,
        depth.Priority,
        Number(depth.Running),
        depth.Unserved > 0 ? $"{Number(depth.Ready)} ({Number(depth.Unserved)} without a worker)" : Number(depth.Ready),
        Number(depth.Delayed),
        depth.Ready > 0 ? Span(TimeSpan.FromSeconds(depth.OldestSeconds)) : Nothing,
    ];

    private static string[] Row(JobInfo job, DateTimeOffset now) =>
        [job.Id, job.Url, job.Queue, job.Priority, Status(job, now), Span(now - job.CreatedAt), Number(job.Attempts), job.Worker ?? Nothing];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(value)} {unit}");
}
