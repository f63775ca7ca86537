namespace Switchyard.Web.Monitoring;

/// <summary>Turns a growing count into a rate and remembers the last ones. A count that shrinks means that the service began anew.</summary>
internal sealed class RequestRate(TimeProvider time)
{
    public const int Capacity = 40;

    private readonly Queue<double> _history = new(Capacity);
    private long? _lastCount;
    private long _lastAt;

    public IReadOnlyList<double> History => [.. _history];

    /// <summary>Gets the latest rate; none until there were two counts.</summary>
    public double? Current { get; private set; }

    public void Observe(long count)
    {
        var now = time.GetTimestamp();
        if (_lastCount is { } last)
        {
            var seconds = time.GetElapsedTime(_lastAt, now).TotalSeconds;
            var grown = count >= last ? count - last : count;
            Push(seconds > 0 ? grown / seconds : 0);
        }

        _lastCount = count;
        _lastAt = now;
    }

    private void Push(double rate)
    {
        if (_history.Count == Capacity)
        {
            _history.Dequeue();
        }

        _history.Enqueue(rate);
        Current = rate;
    }
}
