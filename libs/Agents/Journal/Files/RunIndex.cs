namespace Switchyard.Agents.Journal.Files;

/// <summary>Where in a run's file its entries lie. Safe for concurrent use.</summary>
internal sealed class RunIndex
{
    // What is before a place is passed by, frame by frame; a page cache has that much at hand.
    private const long Spacing = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly List<(long Sequence, long Offset)> _places = [];
    private readonly List<long> _anchors = [];

    /// <summary>Remembers a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="offset">Where it lies.</param>
    /// <param name="isStart">Whether reading has to be able to begin here: what is before it is damaged.</param>
    public void Add(RunFrame frame, long offset, bool isStart)
    {
        lock (_lock)
        {
            if (isStart || _places.Count == 0 || offset - _places[^1].Offset >= Spacing)
            {
                _places.Add((frame.LastSequence - frame.Count, offset));
            }
        }
    }

    /// <summary>Remembers starts and snapshots. A file that could not be read to its end is read again, and tells some of them once more.</summary>
    public void AddAnchors(IEnumerable<long> sequences)
    {
        lock (_lock)
        {
            _anchors.AddRange(sequences.Where(sequence => _anchors.Count == 0 || sequence > _anchors[^1]));
        }
    }

    /// <summary>Finds where to begin to read what comes after <paramref name="sequence"/>.</summary>
    public long OffsetAfter(long sequence)
    {
        lock (_lock)
        {
            var at = _places.FindLastIndex(place => place.Sequence <= sequence);
            return at < 0 ? 0 : _places[at].Offset;
        }
    }

    /// <summary>Finds the last start or snapshot that is not after <paramref name="sequence"/>.</summary>
    public long? AnchorUpTo(long sequence)
    {
        lock (_lock)
        {
            var at = _anchors.BinarySearch(sequence);
            at = at < 0 ? ~at - 1 : at;
            return at < 0 ? null : _anchors[at];
        }
    }
}
