namespace Switchyard.Inference.Scheduling;

/// <summary>Who holds which slot, and how many tokens of the budget are taken. Used by the engine's thread alone, except for <see cref="Running"/>.</summary>
internal sealed class SlotTable(int count, long tokenBudget)
{
    private readonly Sequence?[] _slots = new Sequence?[count];
    private long _reserved;
    private int _running;

    public int Count => count;

    /// <summary>Gets the number of slots that are held.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>Gets the positions that hold a sequence's keys and values.</summary>
    public long UsedPositions
    {
        get
        {
            var used = 0L;
            foreach (var sequence in _slots)
            {
                used += sequence?.Position ?? 0;
            }

            return used;
        }
    }

    public Sequence? this[int slot] => _slots[slot];

    /// <summary>Gets the lowest free slot, or -1.</summary>
    public int LowestFree => Array.IndexOf(_slots, null);

    /// <summary>Gets the highest slot whose sequence generates, or -1.</summary>
    public int HighestGenerating => Array.FindLastIndex(_slots, static sequence => sequence is { IsPrefilling: false });

    /// <summary>Gets the number of free slots before <paramref name="slot"/>.</summary>
    public int CountFreeBefore(int slot) => _slots.AsSpan(0, slot).Count((Sequence?)null);

    /// <summary>Gets whether <paramref name="sequence"/> finds a slot and room in the budget.</summary>
    public bool HasRoomFor(Sequence sequence) => _running < count && _reserved + sequence.ReservedTokens <= tokenBudget;

    /// <summary>Gives the lowest free slot away.</summary>
    public int Add(Sequence sequence)
    {
        var slot = LowestFree;
        _slots[slot] = sequence;
        _reserved += sequence.ReservedTokens;
        Volatile.Write(ref _running, _running + 1);
        return slot;
    }

    /// <summary>Frees a slot.</summary>
    public Sequence Remove(int slot)
    {
        var sequence = _slots[slot]!;
        _slots[slot] = null;
        _reserved -= sequence.ReservedTokens;
        Volatile.Write(ref _running, _running - 1);
        return sequence;
    }

    /// <summary>Moves a sequence into a free slot.</summary>
    public void Move(int from, int to)
    {
        _slots[to] = _slots[from];
        _slots[from] = null;
    }
}
