namespace Switchyard.Queue;

/// <summary>Lets something happen at most once in so much time, whoever asks, and not before that has passed once.</summary>
internal sealed class Pace(TimeSpan interval, TimeProvider time)
{
    private readonly long _interval = (long)(interval.TotalSeconds * time.TimestampFrequency);
    private long _last = time.GetTimestamp();

    /// <summary>Gets whether it may happen now; then it may not for a while.</summary>
    public bool TryTake()
    {
        var (now, last) = (time.GetTimestamp(), Volatile.Read(ref _last));
        return now - last >= _interval && Interlocked.CompareExchange(ref _last, now, last) == last;
    }
}
