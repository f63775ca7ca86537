namespace Switchyard.Events.Redis;

/// <summary>
/// Tells the events of a bus to the buses of other processes, over a stream in Redis. Each event arrives once, in the order of its bus. Redis may go away and come
/// back, even empty: events wait meanwhile, as many as the options allow.
/// </summary>
/// <remarks>Dispose it before its bus. Buses that are bridged have names of their own (<see cref="EventBusOptions.Source"/>): an event of the same name is refused, so that none goes round in circles.</remarks>
public sealed class RedisEventBridge : IAsyncDisposable
{
    private readonly RedisLink _link;
    private readonly OutgoingEvents _outgoing;
    private readonly IncomingEvents _incoming;

    private RedisEventBridge(IEventBus bus, RedisBridgeOptions options, TimeProvider time)
    {
        // A bus that starts again with its old name counts its events anew, so the bridge has a name of its own.
        var bridge = Guid.NewGuid().ToString("N");
        var stream = new EventStream(options, time);
        _link = new RedisLink(options.Configuration);
        _outgoing = new OutgoingEvents(bus, stream, _link, bridge, options, time);
        _incoming = new IncomingEvents(bus, stream, _link, bridge, options, time);
    }

    /// <summary>Starts a bridge. Does not wait for Redis; see <see cref="RedisBridgeStatistics.IsFollowing"/>.</summary>
    /// <param name="bus">The bus.</param>
    /// <param name="options">Where Redis is and what it may keep.</param>
    /// <param name="time">The clock of pauses.</param>
    /// <exception cref="ArgumentException">The options are out of range, the configuration of Redis cannot be read or names no server, or the pattern is none.</exception>
    public static RedisEventBridge Start(IEventBus bus, RedisBridgeOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(bus);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.Check();
        var bridge = new RedisEventBridge(bus, options, time);
        bridge._outgoing.Start();
        bridge._incoming.Start();
        return bridge;
    }

    /// <summary>Says what has become of the events so far.</summary>
    public RedisBridgeStatistics GetStatistics() => new()
    {
        Sent = _outgoing.Sent,
        Dropped = _outgoing.Dropped,
        Received = _incoming.Received,
        Missed = _incoming.Missed,
        Rejected = _incoming.Rejected,
        IsFollowing = _incoming.IsFollowing && _link.IsConnected,
    };

    /// <summary>Ends the bridge; what waits is still sent if Redis is there.</summary>
    public async ValueTask DisposeAsync()
    {
        await _incoming.DisposeAsync().ConfigureAwait(false);
        await _outgoing.DisposeAsync().ConfigureAwait(false);
        await _link.DisposeAsync().ConfigureAwait(false);
    }
}
