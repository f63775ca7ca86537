using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Switchyard.Agents.Events.Bus;

/// <summary>One subscription of a bus in this process: a bounded queue that the bus fills, holding its lock, and one reader empties.</summary>
internal sealed class Subscriber : IEventSubscription
{
    private readonly InProcessEventBus _bus;
    private readonly SubscriptionOptions _options;
    private readonly Channel<BusEvent> _queue;
    private BusEvent[] _past;
    private SubscriberPump? _pump;
    private long _delivered;
    private long _dropped;
    private long _offered;
    private volatile bool _isCutOff;

    public Subscriber(InProcessEventBus bus, TopicPattern pattern, SubscriptionOptions options, BusEvent[] past)
    {
        (_bus, Pattern, _options, _past) = (bus, pattern, options, past);
        _queue = Channel.CreateBounded<BusEvent>(
            new BoundedChannelOptions(options.Capacity)
            {
                FullMode = options.Overflow == OverflowPolicy.DropOldest ? BoundedChannelFullMode.DropOldest : BoundedChannelFullMode.Wait,
                SingleReader = true,
            },
            _ => Drop());
    }

    public TopicPattern Pattern { get; }

    /// <summary>Gets whether whoever publishes has to wait. Only the bus fills the queue, so what is false stays so while it holds its lock.</summary>
    public bool HasNoRoom => _options.Overflow == OverflowPolicy.Block && !_isCutOff && _queue.Reader.Count >= _options.Capacity;

    /// <summary>Waits until there may be room, or none is needed any more.</summary>
    public async ValueTask WaitForRoomAsync(CancellationToken cancellationToken) => await _queue.Writer.WaitToWriteAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Puts an event into the queue where there is room for it.</summary>
    public void Offer(BusEvent busEvent)
    {
        if (_isCutOff || (_options.Overflow == OverflowPolicy.Sample && !IsSampled()) || !_queue.Writer.TryWrite(busEvent))
        {
            Drop();
        }
    }

    public async IAsyncEnumerable<BusEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (_pump is not null)
        {
            throw new InvalidOperationException("The events of this subscription are told to its handler.");
        }

        await foreach (var busEvent in ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return busEvent;
        }
    }

    public SubscriptionStatistics GetStatistics() => new()
    {
        Delivered = Volatile.Read(ref _delivered),
        Dropped = Interlocked.Read(ref _dropped),
        Failures = _pump?.Failures ?? 0,
        Pending = _queue.Reader.Count,
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
        _queue.Writer.TryComplete();
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
        while (_queue.Reader.TryRead(out _))
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

        while (await _queue.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (!cancellationToken.IsCancellationRequested && _queue.Reader.TryRead(out var busEvent))
            {
                _delivered++;
                yield return busEvent;
            }
        }
    }

    private bool IsSampled() => _queue.Reader.Count < _options.Capacity / 2 || _offered++ % _options.SampleEvery == 0;

    private void Drop()
    {
        Interlocked.Increment(ref _dropped);
        EventMetrics.Dropped.Add(1, new KeyValuePair<string, object?>("event.pattern", Pattern.ToString()));
    }
}
