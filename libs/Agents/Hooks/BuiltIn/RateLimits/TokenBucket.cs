namespace Switchyard.Agents.Hooks.BuiltIn.RateLimits;

/// <summary>Permits that come evenly and are saved up to a limit. Not safe for concurrent use: its owner holds a lock.</summary>
/// <param name="capacity">How many it holds, and holds at first.</param>
/// <param name="perSecond">How many come in a second.</param>
internal sealed class TokenBucket(double capacity, double perSecond)
{
    private readonly double _capacity = capacity;
    private double _permits = capacity;
    private TimeSpan _filledAt;

    public bool IsFull(TimeSpan now)
    {
        Fill(now);
        return _permits >= _capacity;
    }

    /// <summary>How long it takes until there is a permit; zero where there is one.</summary>
    public TimeSpan WaitFor(TimeSpan now)
    {
        Fill(now);
        return _permits >= 1 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - _permits) / perSecond);
    }

    public void Take() => _permits--;

    private void Fill(TimeSpan now)
    {
        _permits = Math.Min(_capacity, _permits + ((now - _filledAt).TotalSeconds * perSecond));
        _filledAt = now;
    }
}
