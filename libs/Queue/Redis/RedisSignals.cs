using StackExchange.Redis;

namespace Switchyard.Queue.Redis;

/// <summary>Wakes those who wait in any process, over Redis pub/sub.</summary>
internal sealed class RedisSignals : IQueueSignals, IDisposable
{
    private const string JobsChannel = "switchyard:queue:jobs";
    private const string CancelledChannel = "switchyard:queue:cancelled";
    private const string EventsChannel = "switchyard:queue:events";

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

    public void EventsAdded(Guid id)
    {
        _local.EventsAdded(id);
        _redis.Tell(database => database.Publish(EventsChannel, id.ToString(), CommandFlags.FireAndForget));
    }

    public Task WaitForJobsAsync(string queue, TimeSpan timeout, CancellationToken cancellationToken) => _local.WaitForJobsAsync(queue, timeout, cancellationToken);

    public Task WaitForEventsAsync(Guid id, TimeSpan timeout, CancellationToken cancellationToken) => _local.WaitForEventsAsync(id, timeout, cancellationToken);

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

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
            await subscriber.SubscribeAsync(EventsChannel, (_, id) => _local.EventsAdded(Guid.Parse((string)id!))).ConfigureAwait(false);
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
