namespace Switchyard.Router.Forwarding.Events;

/// <summary>How long an upstream may be silent, and how long its caller is left without a byte.</summary>
/// <param name="FirstToken">Until the first piece of the answer; after it another upstream is tried.</param>
/// <param name="Idle">Between two reads; after it the stream ends with an error event.</param>
/// <param name="HoldBack">How long events without content are held back, so that a failure can still go to another upstream.</param>
/// <param name="KeepAlive">After how much silence the caller gets a comment.</param>
/// <param name="Deadline">The timestamp at which the whole request must have ended.</param>
internal sealed record StreamTimes(TimeSpan FirstToken, TimeSpan Idle, TimeSpan HoldBack, TimeSpan KeepAlive, long Deadline)
{
    /// <summary>Gets when an upstream that drips is replaced before the caller has anything of it; <see langword="null"/> where there is no other, or it may be as slow as it likes.</summary>
    public ThroughputGuard? Guard { get; init; }

    /// <summary>Gets how long the next read may take: as long as the upstream may be silent, or what is left of the request's time; zero where nothing is.</summary>
    public TimeSpan NextRead(TimeProvider time)
    {
        var left = time.GetElapsedTime(time.GetTimestamp(), Deadline);
        return left > Idle ? Idle : left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
