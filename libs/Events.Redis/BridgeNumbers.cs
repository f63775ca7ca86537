namespace Switchyard.Events.Redis;

/// <summary>Knows from the numbers of other bridges' events which were told already and which are missing. For one reader.</summary>
internal sealed class BridgeNumbers
{
    // A bridge that starts is a new one; of those that are gone the longest silent are forgotten.
    private const int MaxBridges = 1_000;

    private readonly Dictionary<string, (long Number, long Turn)> _last = new(StringComparer.Ordinal);
    private long _turn;

    /// <summary>Takes an event's number.</summary>
    /// <param name="bridge">The bridge.</param>
    /// <param name="number">The number.</param>
    /// <param name="missed">How many events before it never came.</param>
    /// <returns>Whether it is new.</returns>
    public bool Take(string bridge, long number, out long missed)
    {
        var isKnown = _last.TryGetValue(bridge, out var last);
        missed = isKnown ? Math.Max(number - last.Number - 1, 0) : 0;
        if (isKnown && number <= last.Number)
        {
            return false;
        }

        _last[bridge] = (number, ++_turn);
        if (_last.Count > MaxBridges)
        {
            _last.Remove(_last.MinBy(pair => pair.Value.Turn).Key);
        }

        return true;
    }
}
