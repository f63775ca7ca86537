namespace Switchyard.Events;

/// <summary>A subscriber's bounded queue: the bus adds, holding its lock, one reader takes, and each can wait for the other.</summary>
internal sealed class SubscriberQueue(int capacity)
{
    private readonly EventRing _events = new(capacity);
    private readonly WakeUp _added = new();
    private readonly WakeUp _room = new();
    private bool _isCompleted;

    /// <summary>Gets how many events wait.</summary>
    public int Count => _events.Count;

    /// <summary>Gets whether no more events are taken.</summary>
    public bool IsCompleted => Volatile.Read(ref _isCompleted);

    /// <summary>Gets whether an event has to wait for room.</summary>
    public bool IsFull => _events.IsFull && !IsCompleted;

    /// <summary>Adds an event where there is room and more are taken. The reader is told by <see cref="WakeReader"/>.</summary>
    public bool TryAdd(BusEvent busEvent) => !IsCompleted && _events.TryAdd(busEvent);

    /// <summary>Takes the oldest event; <see langword="null"/> where none waits.</summary>
    public BusEvent? Take()
    {
        var taken = _events.Take();
        if (taken is not null)
        {
            _room.Tell();
        }

        return taken;
    }

    /// <summary>Ends the wait of the reader, if it waits. Between what was added and this call there is a full fence.</summary>
    public void WakeReader() => _added.Tell();

    /// <summary>Waits until there may be an event.</summary>
    /// <returns>Whether more may come; if not, all have been read.</returns>
    public async ValueTask<bool> WaitForEventAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var added = _added.Begin();
        if (Count == 0 && !IsCompleted)
        {
            await added.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        // Looked at in this order, since what is added last is added before the end.
        return !IsCompleted || Count > 0;
    }

    /// <summary>Waits until there may be room, or none is needed any more.</summary>
    public async ValueTask WaitForRoomAsync(CancellationToken cancellationToken)
    {
        var room = _room.Begin();
        if (IsFull)
        {
            await room.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes no more events; what waits can still be read.</summary>
    public void Complete()
    {
        Interlocked.Exchange(ref _isCompleted, true);
        _added.Tell();
        _room.Tell();
    }
}
