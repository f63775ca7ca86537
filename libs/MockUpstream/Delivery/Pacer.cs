using System.Threading.Tasks.Sources;

namespace Switchyard.MockUpstream.Delivery;

/// <summary>
/// The pauses of one delivery, with one timer and no allocation a pause. One pause at a time. The token ends a pause at once, and every
/// later one before it begins.
/// </summary>
internal sealed class Pacer : IValueTaskSource, IDisposable
{
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenRegistration _registration;
    private ManualResetValueTaskSourceCore<bool> _source = new() { RunContinuationsAsynchronously = true };
    private int _waiting;
    private long _due;

    public Pacer(TimeProvider time, CancellationToken cancellationToken)
    {
        _time = time;
        _cancellationToken = cancellationToken;
        _timer = time.CreateTimer(static state => ((Pacer)state!).Complete(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _registration = cancellationToken.UnsafeRegister(static state => ((Pacer)state!).Complete(), this);
        Restart();
    }

    /// <summary>Begins the schedule of <see cref="WaitNextAsync"/> anew, now.</summary>
    public void Restart() => _due = _time.GetTimestamp();

    /// <summary>Waits until <paramref name="interval"/> after the last point of the schedule: what came late is made up for, so that the rate is kept.</summary>
    public ValueTask WaitNextAsync(TimeSpan interval)
    {
        _due += (long)(interval.TotalSeconds * _time.TimestampFrequency);
        var left = TimeSpan.FromSeconds((_due - _time.GetTimestamp()) / (double)_time.TimestampFrequency);

        // A delay of a millisecond below zero would mean for ever.
        return WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    /// <summary>Waits for <paramref name="span"/>; infinite waits for the token.</summary>
    public ValueTask WaitAsync(TimeSpan span)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        var rounded = span == Timeout.InfiniteTimeSpan ? span : TimeSpan.FromMilliseconds(Math.Round(span.TotalMilliseconds));
        if (rounded <= TimeSpan.Zero && rounded != Timeout.InfiniteTimeSpan)
        {
            return ValueTask.CompletedTask;
        }

        _source.Reset();
        Volatile.Write(ref _waiting, 1);
        _timer.Change(rounded, Timeout.InfiniteTimeSpan);
        if (_cancellationToken.IsCancellationRequested)
        {
            Complete();
        }

        return new ValueTask(this, _source.Version);
    }

    void IValueTaskSource.GetResult(short token)
    {
        _source.GetResult(token);
        _cancellationToken.ThrowIfCancellationRequested();
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    public void Dispose()
    {
        _registration.Dispose();
        _timer.Dispose();
    }

    // The timer and the token may both come; the first counts.
    private void Complete()
    {
        if (Interlocked.Exchange(ref _waiting, 0) == 1)
        {
            _source.SetResult(true);
        }
    }
}
