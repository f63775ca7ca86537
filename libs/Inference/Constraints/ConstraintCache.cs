namespace Switchyard.Inference.Constraints;

/// <summary>Keeps the constraints used last. One that several callers ask for at once is compiled once; one that cannot be compiled is not kept.</summary>
internal sealed class ConstraintCache(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, Lazy<IConstraint> Value)>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, Lazy<IConstraint> Value)> _order = [];

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    public IConstraint Get(string key, Func<IConstraint> compile)
    {
        var entry = Touch(key, compile);
        try
        {
            return entry.Value;
        }
        finally
        {
            if (!entry.IsValueCreated)
            {
                Remove(key);
            }
        }
    }

    private Lazy<IConstraint> Touch(string key, Func<IConstraint> compile)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var node))
            {
                _order.Remove(node);
            }
            else
            {
                node = new((key, new Lazy<IConstraint>(compile)));
                _entries.Add(key, node);
            }

            _order.AddFirst(node);
            if (_order.Count > capacity)
            {
                _entries.Remove(_order.Last!.Value.Key);
                _order.RemoveLast();
            }

            return node.Value.Value;
        }
    }

    private void Remove(string key)
    {
        lock (_lock)
        {
            if (_entries.Remove(key, out var node))
            {
                _order.Remove(node);
            }
        }
    }
}
