using System.Diagnostics;
using System.Diagnostics.Metrics;
using Switchyard.Queue.Batches;
using Switchyard.Queue.Workers;

namespace Switchyard.Queue;

/// <summary>What the queue counts, under the meter <c>Switchyard.Queue</c>.</summary>
internal static class QueueMetrics
{
    private const string Name = "Switchyard.Queue";

    private static readonly Meter s_meter = new(Name);
    private static readonly Counter<long> s_submitted = s_meter.CreateCounter<long>("switchyard.queue.submitted", "{job}", "Jobs submitted, by what became of the submission.");
    private static readonly Counter<long> s_attempts = s_meter.CreateCounter<long>("switchyard.queue.attempts", "{attempt}", "Attempts that ended at this worker, by kind and how.");
    private static readonly Histogram<double> s_runTime = s_meter.CreateHistogram<double>("switchyard.queue.run_time", "s", "How long attempts took.");
    private static readonly Counter<long> s_lapsed = s_meter.CreateCounter<long>("switchyard.queue.lapsed", "{job}", "Jobs taken back from workers that did not renew their leases.");
    private static readonly Counter<long> s_ended = s_meter.CreateCounter<long>("switchyard.queue.dead_letters", "{job}", "Jobs that the sweeper ended: too late, too long, or with too many lost workers.");
    private static readonly Counter<long> s_batches = s_meter.CreateCounter<long>("switchyard.queue.batches", "{batch}", "Batches that ended at this process, by how.");

    private static volatile IReadOnlyList<PriorityDepth> s_depths = [];
    private static volatile IReadOnlyList<LiveWorker> s_workers = [];
    private static volatile int s_activeBatches;

    static QueueMetrics()
    {
        s_meter.CreateObservableGauge("switchyard.queue.depth", () => s_depths.SelectMany(depth => new[] { Of(depth, "ready", depth.Ready), Of(depth, "delayed", depth.Delayed), Of(depth, "running", depth.Running) }), "{job}", "Jobs that have not ended, by queue, priority and state, in the whole system.");
        s_meter.CreateObservableGauge("switchyard.queue.oldest_age", () => s_depths.Select(depth => new Measurement<double>(depth.OldestReady.TotalSeconds, Tag("queue", depth.Queue), Tag("priority", NameOf(depth)))), "s", "How long the oldest job that could start has waited, by queue and priority.");
        s_meter.CreateObservableGauge("switchyard.queue.unserved", () => s_depths.Select(depth => new Measurement<long>(depth.Unserved, Tag("queue", depth.Queue), Tag("priority", NameOf(depth)))), "{job}", "Jobs that could start and that no worker that lives takes, by queue and priority.");
        s_meter.CreateObservableGauge("switchyard.queue.workers", () => s_workers.CountBy(live => live.Worker.Queue).Select(queue => new Measurement<long>(queue.Value, Tag("queue", queue.Key))), "{worker}", "Workers that live, by queue, in the whole system.");
        s_meter.CreateObservableGauge("switchyard.queue.active_batches", static () => s_activeBatches, "{batch}", "Batches that have not ended, in the whole system.");
    }

    /// <summary>Gets the source of the spans of attempts.</summary>
    public static ActivitySource Source { get; } = new(Name);

    public static void RecordSubmissions(IEnumerable<SubmitReceipt> receipts)
    {
        foreach (var outcome in receipts.CountBy(static receipt => receipt.Outcome))
        {
            s_submitted.Add(outcome.Value, Tag("outcome", NameOf(outcome.Key)));
        }
    }

    public static void RecordAttempt(string kind, StopReason reason, bool isCompleted, TimeSpan duration)
    {
        var outcome = reason == StopReason.Lost ? "lost" : isCompleted ? "completed" : reason switch { StopReason.OutOfTime => "timed_out", StopReason.ShuttingDown => "returned", _ => "failed" };
        s_attempts.Add(1, Tag("kind", kind), Tag("outcome", outcome));
        s_runTime.Record(duration.TotalSeconds, Tag("kind", kind), Tag("outcome", outcome));
    }

    public static void RecordSweep(SweepResult result)
    {
        s_lapsed.Add(result.Lapsed);
        s_ended.Add(result.Ended);
    }

    public static void RecordBatch(BatchStatus status) => s_batches.Add(1, Tag("status", NameOf(status)));

    public static void SetDepths(IReadOnlyList<PriorityDepth> depths) => s_depths = depths;

    public static void SetWorkers(IReadOnlyList<LiveWorker> workers) => s_workers = workers;

    public static void SetBatches(int active) => s_activeBatches = active;

    private static Measurement<long> Of(PriorityDepth depth, string state, long count) => new(count, Tag("queue", depth.Queue), Tag("priority", NameOf(depth)), Tag("state", state));

    private static string NameOf(PriorityDepth depth) => depth.Priority switch { JobPriority.Low => "low", JobPriority.Normal => "normal", JobPriority.High => "high", _ => "urgent" };

    private static string NameOf(BatchStatus status) => status switch { BatchStatus.Completed => "completed", BatchStatus.Failed => "failed", BatchStatus.Expired => "expired", _ => "cancelled" };

    private static string NameOf(SubmitOutcome outcome) => outcome switch
    {
        SubmitOutcome.Accepted => "accepted",
        SubmitOutcome.Replayed => "replayed",
        SubmitOutcome.Conflict => "conflict",
        _ => "queue_full",
    };

    private static KeyValuePair<string, object?> Tag(string key, string value) => new(key, value);
}
