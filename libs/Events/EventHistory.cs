namespace Switchyard.Events;

/// <summary>The last events of a bus. Not safe for concurrent use: the bus holds its lock.</summary>
internal sealed class EventHistory(int length)
{
    private readonly BusEvent[] _events = new BusEvent[length];

    /// <summary>Gets the sequence number of the newest event; 0 where there is none.</summary>
    public long Last { get; private set; }

    public void Add(BusEvent busEvent)
    {
        Last = busEvent.Sequence;
        _events[Last % length] = busEvent;
    }

    /// <summary>Reads at most <paramref name="limit"/> events, oldest first, beginning with the first one after <paramref name="after"/> that is still there.</summary>
    public IReadOnlyList<BusEvent> Read(long after, int limit)
    {
        var first = Math.Max(Math.Max(after, Last - length), 0) + 1;
        List<BusEvent> read = [];
        for (var sequence = first; sequence <= Last && read.Count < limit; sequence++)
        {
            read.Add(_events[sequence % length]);
        }

        return read;
    }
}
