using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Switchyard.Events;

/// <summary>
/// Tells events within one process. An event is stamped, remembered and put into its subscribers' queues under one lock, so that all see one order; reading is
/// up to each subscriber and needs no lock of the bus.
/// </summary>
public sealed class InProcessEventBus : IEventBus, IAsyncDisposable
{
    private const int PageLength = 256;

    private readonly Lock _gate = new();
    private readonly EventRoutes _routes = new();
    private readonly EventHistory _history;
    private readonly TimeProvider _time;

    // The first half of the ids of its events.
    private readonly ulong _idPrefix = BinaryPrimitives.ReadUInt64BigEndian(Guid.NewGuid().ToByteArray(bigEndian: true));
    private bool _isClosed;

    /// <summary>Initializes a new instance of the <see cref="InProcessEventBus"/> class.</summary>
    /// <param name="options">What it remembers.</param>
    /// <param name="time">The clock of the events and of pauses.</param>
    public InProcessEventBus(EventBusOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.HistoryLength, 1);
        ArgumentException.ThrowIfNullOrEmpty(options.Source);
        (_history, _time, Source) = (new EventHistory(options.HistoryLength), time, options.Source);
    }

    /// <inheritdoc/>
    public string Source { get; }

    /// <summary>Gets the sequence number of the newest event; 0 before the first.</summary>
    public long LastSequence
    {
        get
        {
            lock (_gate)
            {
                return _history.Last;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask PublishAsync(BusEvent busEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(busEvent);
        cancellationToken.ThrowIfCancellationRequested();
        return TryPublish(busEvent) is { } full ? PublishLaterAsync(busEvent, full, cancellationToken) : ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public IEventSubscription Subscribe(string pattern, SubscriptionOptions options) => Add(pattern, options);

    /// <inheritdoc/>
    public IEventSubscription Subscribe(string pattern, SubscriptionOptions options, Func<BusEvent, CancellationToken, ValueTask> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var subscriber = Add(pattern, options);
        subscriber.Handle(handler, _time);
        return subscriber;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<BusEvent> ReplayAsync(string pattern, long after, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var topics = TopicPattern.Parse(pattern);
        while (ReadPage(after) is { Count: > 0 } page)
        {
            foreach (var busEvent in page.Where(busEvent => topics.Matches(busEvent.Topic)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return busEvent;
            }

            after = page[^1].Sequence;
            await Task.Yield();
        }
    }

    /// <summary>Ends all subscriptions: what waits in them can still be read, handlers are told no more.</summary>
    public async ValueTask DisposeAsync()
    {
        Subscriber[] subscribers;
        lock (_gate)
        {
            _isClosed = true;
            subscribers = _routes.TakeAll();
        }

        foreach (var subscriber in subscribers)
        {
            await subscriber.EndAsync().ConfigureAwait(false);
        }
    }

    internal void Remove(Subscriber subscriber)
    {
        lock (_gate)
        {
            _routes.Remove(subscriber);
        }
    }

    // The first subscriber that whoever publishes has to wait for; nobody is told before all have room.
    private Subscriber? TryPublish(BusEvent busEvent)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            var told = _routes.Find(busEvent.Topic);
            foreach (var subscriber in told)
            {
                if (subscriber.HasNoRoom)
                {
                    return subscriber;
                }
            }

            var stamped = Stamp(busEvent, _history.Last + 1);
            _history.Add(stamped);
            foreach (var subscriber in told)
            {
                subscriber.Offer(stamped);
            }

            // One fence for all of them: see SubscriberQueue.
            Interlocked.MemoryBarrier();
            foreach (var subscriber in told)
            {
                subscriber.Wake();
            }

            return null;
        }
    }

    private async ValueTask PublishLaterAsync(BusEvent busEvent, Subscriber? full, CancellationToken cancellationToken)
    {
        while (full is not null)
        {
            await full.WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
            full = TryPublish(busEvent);
        }
    }

    private BusEvent Stamp(BusEvent busEvent, long sequence) => busEvent with
    {
        Id = busEvent.Id == Guid.Empty ? CreateId(sequence) : busEvent.Id,
        Sequence = sequence,
        At = busEvent.At == default ? _time.GetUtcNow() : busEvent.At,
        Source = busEvent.Source.Length == 0 ? Source : busEvent.Source,
    };

    // A UUID of version 8 (RFC 9562): random per bus, then counted. Asking the system for random bytes costs more than all the rest of publishing.
    private Guid CreateId(long sequence)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _idPrefix);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], sequence);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private Subscriber Add(string pattern, SubscriptionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var topics = TopicPattern.Parse(pattern);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            IEnumerable<BusEvent> past = options.After is { } after ? _history.Read(after, int.MaxValue).Where(busEvent => topics.Matches(busEvent.Topic)) : [];
            var subscriber = new Subscriber(this, topics, options, [.. past]);
            _routes.Add(subscriber);
            return subscriber;
        }
    }

    private IReadOnlyList<BusEvent> ReadPage(long after)
    {
        lock (_gate)
        {
            return _history.Read(after, PageLength);
        }
    }
}
