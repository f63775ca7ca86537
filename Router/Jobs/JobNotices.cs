using System.Text.Json;
using Switchyard.Contracts.Queue;
using Switchyard.Events;
using Switchyard.Queue;

namespace Switchyard.Router.Jobs;

/// <summary>
/// Tells the bus, and over it all routers and workers, what this process has done to jobs. Who subscribes there is told what it has room for, so that the store, in the middle of whose work this is
/// done, waits for nobody. The workers and the sweeper are stopped before it, since they have something to say to the last.
/// </summary>
internal sealed class JobNotices(IJobStore store, IEventBus bus, TimeProvider time) : IHostedService
{
    /// <summary>The first word of the topics of jobs: <c>jobs.{id}.{type}</c>.</summary>
    public const string Root = "jobs";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        store.Happened += Tell;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        store.Happened -= Tell;
        return Task.CompletedTask;
    }

    private void Tell(IReadOnlyList<JobNotice> notices) => _ = TellAsync(notices);

    private async Task TellAsync(IReadOnlyList<JobNotice> notices)
    {
        var now = time.GetUtcNow();
        try
        {
            foreach (var notice in notices)
            {
                var told = Describe(notice, now);
                await bus.PublishAsync(new BusEvent($"{Root}.{told.JobId}.{told.Type}", JsonSerializer.SerializeToElement(told, QueueJsonContext.Default.QueueEvent)) { At = now });
            }
        }
        catch (ObjectDisposedException)
        {
            // The process ends, and nobody is left to be told.
        }
    }

    private static QueueEvent Describe(JobNotice notice, DateTimeOffset now) => new()
    {
        JobId = notice.Id.ToString(),
        Type = NameOf(notice.Type),
        Sequence = notice.Sequence,
        Attempt = notice.Attempt,
        Queue = notice.Queue,
        Tenant = notice.Tenant,
        Timestamp = now,
    };

    private static string NameOf(JobEventType type) => type switch
    {
        JobEventType.Pending => QueueEventTypes.Submitted,
        JobEventType.Running => QueueEventTypes.Started,
        JobEventType.Progress => QueueEventTypes.Progress,
        JobEventType.Retrying => QueueEventTypes.Retrying,
        JobEventType.Returned => QueueEventTypes.Returned,
        JobEventType.Completed => QueueEventTypes.Completed,
        JobEventType.Failed => QueueEventTypes.Failed,
        JobEventType.Cancelled => QueueEventTypes.Cancelled,
        JobEventType.TimedOut => QueueEventTypes.TimedOut,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Parts of results are not told."),
    };
}
