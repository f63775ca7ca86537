using System.Diagnostics.CodeAnalysis;

namespace Switchyard.Inference.Scheduling;

/// <summary>
/// The requests that wait for a slot. Callers have their turn one after the other, each with its oldest request; who asks for the first
/// time is last. When the queue is full, a caller with fewer requests in it takes the place of the newest of the one that has most, so
/// that nobody can keep the others out.
/// </summary>
/// <remarks>Safe for concurrent use; one thread takes.</remarks>
internal sealed class WaitingQueue(int maxLength)
{
    private readonly LinkedList<CallerQueue> _turns = [];
    private readonly Dictionary<string, LinkedListNode<CallerQueue>> _byCaller = new(StringComparer.Ordinal);
    private readonly LinkedList<Sequence> _arrivals = [];
    private readonly Dictionary<Sequence, LinkedListNode<Sequence>> _byArrival = [];

    private readonly Lock _lock = new();
    private int _count;
    private bool _isClosed;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Adds a request, unless the queue is full or closed.</summary>
    /// <param name="sequence">The request.</param>
    /// <param name="displaced">Another caller's request that had to go instead.</param>
    public bool TryAdd(Sequence sequence, out Sequence? displaced)
    {
        lock (_lock)
        {
            displaced = null;
            if (_isClosed || (_arrivals.Count >= maxLength && !TryDisplace(sequence.Caller, out displaced)))
            {
                return false;
            }

            Add(sequence);
            return true;
        }
    }

    /// <summary>Takes out the request whose turn it is, if <paramref name="slots"/> has room for it. One without room is not passed by: it would never get any.</summary>
    public bool TryTake(SlotTable slots, [NotNullWhen(true)] out Sequence? sequence)
    {
        lock (_lock)
        {
            sequence = null;
            if (_turns.First is not { } turn || !slots.HasRoomFor(turn.Value.Sequences.First!.Value))
            {
                return false;
            }

            sequence = turn.Value.Sequences.First.Value;
            Remove(sequence);
            if (turn.List is not null)
            {
                _turns.Remove(turn);
                _turns.AddLast(turn);
            }

            return true;
        }
    }

    /// <summary>Takes out the request that has waited longest, if it came before <paramref name="moment"/>.</summary>
    public bool TryTakeOlder(long moment, [NotNullWhen(true)] out Sequence? sequence)
    {
        lock (_lock)
        {
            sequence = _arrivals.First?.Value;
            if (sequence is null || sequence.Clock.Submitted >= moment)
            {
                return false;
            }

            Remove(sequence);
            return true;
        }
    }

    /// <summary>Takes out a request whose caller cancelled it.</summary>
    public bool TryTakeCancelled([NotNullWhen(true)] out Sequence? sequence)
    {
        lock (_lock)
        {
            sequence = _arrivals.FirstOrDefault(static waiting => waiting.CancellationToken.IsCancellationRequested);
            if (sequence is not null)
            {
                Remove(sequence);
            }

            return sequence is not null;
        }
    }

    /// <summary>Takes in nothing any more and gives back what waits.</summary>
    public IReadOnlyList<Sequence> Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            Sequence[] rest = [.. _arrivals];
            Array.ForEach(rest, Remove);
            return rest;
        }
    }

    private void Add(Sequence sequence)
    {
        if (!_byCaller.TryGetValue(sequence.Caller, out var turn))
        {
            turn = _turns.AddLast(new CallerQueue(sequence.Caller));
            _byCaller.Add(sequence.Caller, turn);
        }

        turn.Value.Sequences.AddLast(sequence);
        _byArrival.Add(sequence, _arrivals.AddLast(sequence));
        Volatile.Write(ref _count, _arrivals.Count);
    }

    private bool TryDisplace(string caller, [NotNullWhen(true)] out Sequence? displaced)
    {
        var own = _byCaller.TryGetValue(caller, out var turn) ? turn.Value.Sequences.Count : 0;
        CallerQueue? longest = null;
        foreach (var queue in _turns)
        {
            longest = queue.Sequences.Count > (longest?.Sequences.Count ?? own + 1) ? queue : longest;
        }

        displaced = longest?.Sequences.Last!.Value;
        if (displaced is not null)
        {
            Remove(displaced);
        }

        return displaced is not null;
    }

    private void Remove(Sequence sequence)
    {
        _byArrival.Remove(sequence, out var arrival);
        _arrivals.Remove(arrival!);
        Volatile.Write(ref _count, _arrivals.Count);
        var turn = _byCaller[sequence.Caller];
        turn.Value.Sequences.Remove(sequence);
        if (turn.Value.Sequences.Count == 0)
        {
            _turns.Remove(turn);
            _byCaller.Remove(sequence.Caller);
        }
    }
}
