namespace Switchyard.Router.Egress;

/// <summary>A sum over the last hour, to the minute. Thread-safe.</summary>
internal sealed class HourWindow(TimeProvider time)
{
    private const int Minutes = 60;

    private readonly Lock _gate = new();
    private readonly long[] _byMinute = new long[Minutes];
    private long _newest;
    private long _sum;

    /// <summary>Gets the sum.</summary>
    public long Sum => Add(0);

    /// <summary>Adds <paramref name="amount"/> and gets the sum with it.</summary>
    public long Add(long amount)
    {
        lock (_gate)
        {
            Advance();
            _byMinute[_newest % Minutes] += amount;
            return _sum += amount;
        }
    }

    private void Advance()
    {
        var now = time.GetTimestamp() / (60 * time.TimestampFrequency);
        if (now - _newest >= Minutes)
        {
            Array.Clear(_byMinute);
            (_newest, _sum) = (now, 0);
        }

        while (_newest < now)
        {
            ref var oldest = ref _byMinute[++_newest % Minutes];
            _sum -= oldest;
            oldest = 0;
        }
    }
}
