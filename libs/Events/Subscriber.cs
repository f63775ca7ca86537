using System.Runtime.CompilerServices;

namespace Switchyard.Events;

/// <summary>One subscription of a bus in this process: a bounded queue that the bus fills, holding its lock, and one reader empties.</summary>
internal sealed class Subscriber : IEventSubscription
{
    private readonly InProcessEventBus _bus;
    private readonly SubscriptionOptions _options;
    private readonly SubscriberQueue _queue;
    private BusEvent[] _past;
    private SubscriberPump? _pump;
    private long _delivered;
    private long _dropped;
    private long _offered;
    private volatile bool _isCutOff;

    public Subscriber(InProcessEventBus bus, TopicPattern pattern, SubscriptionOptions options, BusEvent[] past) =>
        (_bus, Pattern, _options, _past, _queue) = (bus, pattern, options, past, new SubscriberQueue(options.Capacity));

    public TopicPattern Pattern { get; }

    /// <summary>Gets whether whoever publishes has to wait. Only the bus fills the queue, so what is false stays so while it holds its lock.</summary>
    public bool HasNoRoom => _options.Overflow == OverflowPolicy.Block && !_isCutOff && _queue.IsFull;

    /// <summary>Waits until there may be room, or none is needed any more.</summary>
    public ValueTask WaitForRoomAsync(CancellationToken cancellationToken) => _queue.WaitForRoomAsync(cancellationToken);

    /// <summary>Puts an event into the queue where there is room for it. The reader is told by <see cref="Wake"/>.</summary>
    public void Offer(BusEvent busEvent)
    {
        var isWanted = !_isCutOff && (_options.Overflow != OverflowPolicy.Sample || IsSampled());
        if (!isWanted || !(_queue.TryAdd(busEvent) || TryReplaceOldest(busEvent)))
        {
            Drop();
        }
    }

    /// <summary>Tells a reader that waits of what was offered; between the two there is a full fence.</summary>
    public void Wake() => _queue.WakeReader();

    public IAsyncEnumerable<BusEvent> ReadAsync(CancellationToken cancellationToken = default) => _pump is null
        ? ReadAllAsync(cancellationToken)
        : throw new InvalidOperationException("The events of this subscription are told to its handler.");

    public SubscriptionStatistics GetStatistics() => new()
    {
        Delivered = Volatile.Read(ref _delivered),
        Dropped = Interlocked.Read(ref _dropped),
        Failures = _pump?.Failures ?? 0,
        Pending = _queue.Count,
        IsCutOff = _isCutOff,
    };

    public ValueTask DisposeAsync()
    {
        _bus.Remove(this);
        return EndAsync();
    }

    /// <summary>Takes no more events. What waits can still be read; a handler is told no more.</summary>
    public async ValueTask EndAsync()
    {
        _queue.Complete();
        if (_pump is not null)
        {
            await _pump.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Hands the events to a handler.</summary>
    public void Handle(Func<BusEvent, CancellationToken, ValueTask> handler, TimeProvider time) => _pump = SubscriberPump.Start(this, handler, _options, time);

    /// <summary>Takes no events until <see cref="Restore"/>; those that wait are dropped, which frees whoever waits for room.</summary>
    public void CutOff()
    {
        _isCutOff = true;
        while (_queue.Take() is not null)
        {
            Drop();
        }
    }

    public void Restore() => _isCutOff = false;

    public async IAsyncEnumerable<BusEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var busEvent in Interlocked.Exchange(ref _past, []))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _delivered++;
            yield return busEvent;
        }

        do
        {
            while (!cancellationToken.IsCancellationRequested && _queue.Take() is { } busEvent)
            {
                _delivered++;
                yield return busEvent;
            }
        }
        while (await _queue.WaitForEventAsync(cancellationToken).ConfigureAwait(false));
    }

    private bool IsSampled() => _queue.Count < _options.Capacity / 2 || _offered++ % _options.SampleEvery == 0;

    // Only the bus adds: once the oldest is gone, to the reader or to nobody, there is room.
    private bool TryReplaceOldest(BusEvent busEvent)
    {
        if (_options.Overflow != OverflowPolicy.DropOldest || _queue.IsCompleted)
        {
            return false;
        }

        if (_queue.Take() is not null)
        {
            Drop();
        }

        return _queue.TryAdd(busEvent);
    }

    private void Drop()
    {
        Interlocked.Increment(ref _dropped);
        EventMetrics.Dropped.Add(1, new KeyValuePair<string, object?>("event.pattern", Pattern.ToString()));
    }
}
