using System.Collections.Concurrent;
using Switchyard.Queue.Workers;

namespace Switchyard.Queue.Memory;

/// <summary>The workers of <see cref="MemoryJobStore"/> that live.</summary>
internal sealed class MemoryWorkers(TimeProvider time) : IWorkerRegistry
{
    private readonly ConcurrentDictionary<Guid, LiveWorker> _workers = new();

    public Task ReportAsync(WorkerReport worker, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(worker);
        var now = time.GetUtcNow();
        _workers.AddOrUpdate(worker.Id, _ => new LiveWorker(worker, now - worker.Uptime, now), (_, before) => before with { Worker = worker, SeenAt = now });
        return Task.CompletedTask;
    }

    public Task RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        _workers.TryRemove(id, out _);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<LiveWorker>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<LiveWorker>>(
        [.. FindLive().OrderBy(live => live.Worker.Queue, StringComparer.Ordinal).ThenBy(live => live.Worker.Name, StringComparer.Ordinal).ThenBy(live => live.Worker.Id)]);

    // One that reports meanwhile is another value, which is not removed.
    public Task<int> ForgetDeadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return Task.FromResult(_workers.Where(pair => !IsLive(pair.Value, now)).Count(_workers.TryRemove));
    }

    /// <summary>Gets whether a worker that lives and goes on would take such a job.</summary>
    public bool Takes(JobSubmission job) => FindLive().Any(live => live.Worker.Takes(job));

    private IEnumerable<LiveWorker> FindLive()
    {
        var now = time.GetUtcNow();
        return _workers.Values.Where(live => IsLive(live, now));
    }

    private static bool IsLive(LiveWorker live, DateTimeOffset now) => live.SeenAt + WorkerReport.DeadAfter > now;
}
