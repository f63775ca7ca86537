using StackExchange.Redis;

namespace Switchyard.Queue.Redis;

/// <summary>Wakes those who wait in any process, over Redis pub/sub. What concerns many jobs is one message, with their names one after the other.</summary>
internal sealed class RedisSignals : IQueueSignals, IDisposable
{
    private const string JobsChannel = "switchyard:queue:jobs";
    private const string CancelledChannel = "switchyard:queue:cancelled";
    private const string EventsChannel = "switchyard:queue:events";
    private const string EndsChannel = "switchyard:queue:ends";

    private const int NameLength = 32;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly RedisConnection _redis;
    private readonly LocalSignals _local;

    public RedisSignals(RedisConnection redis, LocalSignals local)
    {
        (_redis, _local) = (redis, local);
        _ = SubscribeAsync(_stop.Token);
    }

    public event Action<Guid>? Cancelled
    {
        add => _local.Cancelled += value;
        remove => _local.Cancelled -= value;
    }

    public void JobCancelled(Guid id)
    {
        _local.JobCancelled(id);
        _redis.Tell(database => database.Publish(CancelledChannel, id.ToString(), CommandFlags.FireAndForget));
    }

    public void JobsReady(string queue)
    {
        _local.JobsReady(queue);
        _redis.Tell(database => database.Publish(JobsChannel, queue, CommandFlags.FireAndForget));
    }

    public void EventsAdded(IReadOnlyCollection<Guid> ids)
    {
        _local.EventsAdded(ids);
        Publish(EventsChannel, ids);
    }

    public void JobsEnded(IReadOnlyCollection<Guid> ids)
    {
        _local.JobsEnded(ids);
        Publish(EndsChannel, ids);
    }

    public Task WaitForJobsAsync(string queue, TimeSpan timeout, CancellationToken cancellationToken) => _local.WaitForJobsAsync(queue, timeout, cancellationToken);

    public Task WaitForEventsAsync(Guid id, TimeSpan timeout, CancellationToken cancellationToken) => _local.WaitForEventsAsync(id, timeout, cancellationToken);

    public Task WaitForEndAsync(Guid id, TimeSpan timeout, CancellationToken cancellationToken) => _local.WaitForEndAsync(id, timeout, cancellationToken);

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private void Publish(string channel, IReadOnlyCollection<Guid> ids)
    {
        if (ids.Count > 0)
        {
            _redis.Tell(database => database.Publish(channel, string.Concat(ids.Select(id => id.ToString("N"))), CommandFlags.FireAndForget));
        }
    }

    private static Guid[] Read(string names) => [.. Enumerable.Range(0, names.Length / NameLength).Select(i => Guid.ParseExact(names.AsSpan(i * NameLength, NameLength), "N"))];

    // Once it has subscribed the multiplexer does so again whenever it reconnects; what was said meanwhile is found by looking.
    private async Task SubscribeAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && !await TrySubscribeAsync().ConfigureAwait(false))
        {
            await Task.Delay(s_pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TrySubscribeAsync()
    {
        try
        {
            var subscriber = (await _redis.Connect().ConfigureAwait(false)).GetSubscriber();
            await subscriber.SubscribeAsync(JobsChannel, (_, queue) => _local.JobsReady(queue!)).ConfigureAwait(false);
            await subscriber.SubscribeAsync(EventsChannel, (_, names) => _local.EventsAdded(Read(names!))).ConfigureAwait(false);
            await subscriber.SubscribeAsync(EndsChannel, (_, names) => _local.JobsEnded(Read(names!))).ConfigureAwait(false);
            await subscriber.SubscribeAsync(CancelledChannel, (_, id) => _local.JobCancelled(Guid.Parse((string)id!))).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            // Redis is away; those who wait look for themselves.
            return false;
        }
    }
}
