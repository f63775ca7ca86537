using System.Text.Json;
using Switchyard.Faults.Checking;
using Switchyard.Queue;

namespace Switchyard.Faults.Runs;

/// <summary>Reads from the store what became of all jobs.</summary>
internal static class StoredJobs
{
    private const int Page = 1_000;
    private const int MostEvents = 10_000;
    private const int AtOnce = 8;

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits until nothing is left to do, or it has taken too long: what has not ended then is lost.</summary>
    public static async Task WaitForEndsAsync(IJobStore store, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(limit);
        while ((await store.MeasureAsync(tenant: null, cancellationToken)).Any(depth => depth.Ready + depth.Delayed + depth.Running > 0) && !patience.IsCancellationRequested)
        {
            await Task.Delay(s_look, patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Reads all.</summary>
    public static async Task<IReadOnlyList<StoredJob>> ReadAsync(IJobStore store, CancellationToken cancellationToken)
    {
        List<StoredJob> all = [];
        Guid? before = null;
        while (await store.ListAsync(new JobQuery { Before = before, Limit = Page }, cancellationToken) is { Count: > 0 } jobs)
        {
            foreach (var some in jobs.Chunk(AtOnce))
            {
                all.AddRange(await Task.WhenAll(some.Select(job => ReadAsync(store, job, cancellationToken))));
            }

            before = jobs[^1].Id;
        }

        return all;
    }

    private static async Task<StoredJob> ReadAsync(IJobStore store, Job job, CancellationToken cancellationToken)
    {
        var events = await store.ReadEventsAsync(job.Id, after: 0, MostEvents, cancellationToken);
        var result = await store.ReadResultAsync(job.Id, cancellationToken);
        return new StoredJob(job.Id, job.Status, events.Count(item => item.IsLast), result is null ? null : JsonSerializer.Deserialize<Charge>(result.Body.Span));
    }
}
