namespace Switchyard.Router.Egress;

/// <summary>What one provider was sent, and when its alarm was last given.</summary>
internal sealed class ProviderEgress(TimeProvider time)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromHours(1);

    private long _nextAlarm = long.MinValue;

    /// <summary>Gets the bytes of the last hour.</summary>
    public HourWindow LastHour { get; } = new(time);

    /// <summary>Tells whether an alarm is due: one an hour is enough.</summary>
    public bool TryAlarm()
    {
        var (now, due) = (time.GetTimestamp(), Volatile.Read(ref _nextAlarm));
        return now >= due && Interlocked.CompareExchange(ref _nextAlarm, now + (long)(s_pause.TotalSeconds * time.TimestampFrequency), due) == due;
    }
}
