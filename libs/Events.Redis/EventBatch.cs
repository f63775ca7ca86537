using StackExchange.Redis;

namespace Switchyard.Events.Redis;

/// <summary>Events of this bus that are sent together, numbered one after the other.</summary>
internal sealed class EventBatch(int length)
{
    // Enough for any number of ordinary events; large ones do not make Redis stand still for long.
    private const int MaxBytes = 1024 * 1024;

    private readonly List<RedisValue> _events = new(length);
    private int _bytes;

    public IReadOnlyList<RedisValue> Events => _events;

    /// <summary>Gets the number of the first event.</summary>
    public long First { get; private set; } = 1;

    public bool IsFull => _events.Count >= length || _bytes >= MaxBytes;

    public void Add(byte[] json)
    {
        _events.Add(json);
        _bytes += json.Length;
    }

    /// <summary>Empties it, for the events that follow.</summary>
    public void Clear()
    {
        First += _events.Count;
        _events.Clear();
        _bytes = 0;
    }
}
