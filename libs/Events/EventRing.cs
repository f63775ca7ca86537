namespace Switchyard.Events;

/// <summary>
/// A bounded queue of events without a lock: one thread at a time adds, the bus that holds its own lock, while another takes. Whoever adds may also drop the oldest,
/// for which both agree on <c>_taken</c> by compare and swap. What was taken stays in its slot until it is overwritten, since the slot may by then be another event's.
/// </summary>
/// <param name="capacity">How many events wait at most; as many slots are taken at once.</param>
internal sealed class EventRing(int capacity)
{
    private readonly BusEvent[] _slots = new BusEvent[capacity];

    // How many events were ever added and taken: both only grow.
    private long _added;
    private long _taken;

    /// <summary>Gets how many events wait.</summary>
    public int Count => (int)Math.Max(0, Volatile.Read(ref _added) - Volatile.Read(ref _taken));

    /// <summary>Gets whether no more events can be added.</summary>
    public bool IsFull => Count >= _slots.Length;

    /// <summary>Adds an event where there is room.</summary>
    public bool TryAdd(BusEvent busEvent)
    {
        var added = _added;
        if (added - Volatile.Read(ref _taken) >= _slots.Length)
        {
            return false;
        }

        _slots[added % _slots.Length] = busEvent;

        // The slot is written before the event can be seen.
        Volatile.Write(ref _added, added + 1);
        return true;
    }

    /// <summary>Takes the oldest event; <see langword="null"/> where none waits.</summary>
    public BusEvent? Take()
    {
        while (true)
        {
            var taken = Volatile.Read(ref _taken);
            if (taken >= Volatile.Read(ref _added))
            {
                return null;
            }

            // If the event was dropped meanwhile, what is read here may be a newer one: then the swap fails.
            var oldest = Volatile.Read(ref _slots[taken % _slots.Length]);
            if (Interlocked.CompareExchange(ref _taken, taken + 1, taken) == taken)
            {
                return oldest;
            }
        }
    }
}
