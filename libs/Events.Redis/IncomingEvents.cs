using StackExchange.Redis;

namespace Switchyard.Events.Redis;

/// <summary>
/// Tells this bus what others have written to the stream, from where it was. A wake-up says that there is something; where none comes it looks from time to time.
/// </summary>
internal sealed class IncomingEvents(IEventBus bus, EventStream stream, RedisLink link, string bridge, RedisBridgeOptions options, TimeProvider time) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly BridgeNumbers _numbers = new();
    private Task _work = Task.CompletedTask;
    private ITimer? _poll;
    private bool _isSubscribed;
    private volatile bool _isFollowing;
    private string? _last = options.FromBeginning ? EventStream.Beginning : null;
    private long _received;
    private long _missed;
    private long _rejected;

    public long Received => Volatile.Read(ref _received);

    public long Missed => Volatile.Read(ref _missed);

    public long Rejected => Volatile.Read(ref _rejected);

    public bool IsFollowing => _isFollowing;

    public void Start()
    {
        _poll = time.CreateTimer(_ => Wake(), null, options.PollInterval, options.PollInterval);
        _work = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        if (_poll is not null)
        {
            await _poll.DisposeAsync().ConfigureAwait(false);
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var isMore = await TryReadAsync().ConfigureAwait(false);
                if (!_isFollowing)
                {
                    await Task.Delay(options.RetryDelay, time, _stop.Token).ConfigureAwait(false);
                }
                else if (!isMore)
                {
                    await _wake.WaitAsync(_stop.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The bridge is disposed.
        }
        catch (ObjectDisposedException)
        {
            // The bus is closed: nobody is left to be told.
            _isFollowing = false;
        }
    }

    private async Task<bool> TryReadAsync()
    {
        try
        {
            var redis = await link.ConnectAsync(_stop.Token).ConfigureAwait(false);
            var database = redis.GetDatabase();
            await SubscribeAsync(redis).ConfigureAwait(false);
            var after = await FindPlaceAsync(database).ConfigureAwait(false);
            _isFollowing = true;
            var entries = await stream.ReadAsync(database, after).ConfigureAwait(false);
            foreach (var entry in entries)
            {
                await TellAsync(entry).ConfigureAwait(false);
                _last = entry.Id;
            }

            return entries.Count > 0;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            // It goes on from its last entry when Redis is back.
            _isFollowing = false;
            return false;
        }
    }

    private async Task SubscribeAsync(ConnectionMultiplexer redis)
    {
        if (!_isSubscribed)
        {
            // Once it has subscribed the multiplexer does so again whenever it reconnects.
            await redis.GetSubscriber().SubscribeAsync(stream.Channel, (_, writer) => WakeBy(writer!)).WaitAsync(options.RetryDelay, time, _stop.Token).ConfigureAwait(false);
            _isSubscribed = true;
        }
    }

    private void WakeBy(string writer)
    {
        if (writer != bridge)
        {
            Wake();
        }
    }

    private void Wake()
    {
        if (_wake.CurrentCount == 0)
        {
            _wake.Release();
        }
    }

    // Where Redis was away, the stream may have begun anew by a clock that is behind: then all of it is read, and what is known already is told by its numbers.
    private async Task<string> FindPlaceAsync(IDatabase database)
    {
        if (!_isFollowing || _last is null)
        {
            var newest = await stream.FindLastAsync(database).ConfigureAwait(false);
            _last = _last is null ? newest : EventStream.IsBefore(newest, _last) ? EventStream.Beginning : _last;
        }

        return _last;
    }

    private async ValueTask TellAsync(StreamEntry entry)
    {
        if (entry.Bridge == bridge)
        {
            return;
        }

        if (entry.Number < 1 || entry.Events.Length == 0)
        {
            Reject();
            return;
        }

        var number = entry.Number;
        foreach (var line in entry.Lines)
        {
            await TellAsync(entry.Bridge, number++, line).ConfigureAwait(false);
        }
    }

    private async ValueTask TellAsync(string from, long number, ReadOnlyMemory<byte> json)
    {
        if (WireEvent.TryRead(json.Span) is not { } busEvent || busEvent.Source == bus.Source)
        {
            Reject();
        }
        else if (_numbers.Take(from, number, out var missed))
        {
            Volatile.Write(ref _missed, _missed + missed);
            await bus.PublishAsync(busEvent, _stop.Token).ConfigureAwait(false);
            Volatile.Write(ref _received, _received + 1);
        }
    }

    private void Reject() => Volatile.Write(ref _rejected, _rejected + 1);
}
