using StackExchange.Redis;

namespace Switchyard.Events.Redis;

/// <summary>Writes what is published on this bus to the stream, as many events at once as wait. While Redis is away they wait in the subscription, which drops the oldest when it is full.</summary>
internal sealed class OutgoingEvents(IEventBus bus, EventStream stream, RedisLink link, string bridge, RedisBridgeOptions options, TimeProvider time) : IAsyncDisposable
{
    // How long what waits is still tried to be sent when the bridge is disposed.
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(2);

    private readonly IEventSubscription _subscription = bus.Subscribe(options.Pattern, new SubscriptionOptions { Capacity = options.Backlog });
    private readonly CancellationTokenSource _stop = new(Timeout.InfiniteTimeSpan, time);
    private Task _work = Task.CompletedTask;
    private long _sent;

    public long Sent => Volatile.Read(ref _sent);

    public long Dropped => _subscription.GetStatistics().Dropped;

    public void Start() => _work = Task.Run(RunAsync);

    public async ValueTask DisposeAsync()
    {
        await _subscription.DisposeAsync().ConfigureAwait(false);
        _stop.CancelAfter(s_farewell);
        await _work.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await SendAllAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The bridge is disposed and Redis away.
        }
    }

    private async Task SendAllAsync()
    {
        using var batch = new EventBatch(options.BatchLength);
        var reader = _subscription.ReadAsync(_stop.Token).GetAsyncEnumerator(_stop.Token);
        await using var _ = reader.ConfigureAwait(false);
        var next = reader.MoveNextAsync();
        while (true)
        {
            if (batch.Count > 0 && (batch.IsFull || !next.IsCompleted))
            {
                await SendAsync(batch).ConfigureAwait(false);
            }

            if (!await next.ConfigureAwait(false))
            {
                break;
            }

            // What came from another bus is in the stream already.
            if (reader.Current.Source == bus.Source)
            {
                batch.Add(reader.Current);
            }

            next = reader.MoveNextAsync();
        }

        if (batch.Count > 0)
        {
            await SendAsync(batch).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(EventBatch batch)
    {
        while (!await TrySendAsync(batch).ConfigureAwait(false))
        {
            await Task.Delay(options.RetryDelay, time, _stop.Token).ConfigureAwait(false);
        }

        Volatile.Write(ref _sent, _sent + batch.Count);
        batch.Clear();
    }

    private async Task<bool> TrySendAsync(EventBatch batch)
    {
        try
        {
            var redis = await link.ConnectAsync(_stop.Token).ConfigureAwait(false);
            await stream.AppendAsync(redis.GetDatabase(), bridge, batch).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            // It is sent again: the stream knows what it has.
            return false;
        }
    }
}
