using System.Threading.Channels;

namespace Switchyard.AgentHost.Events;

/// <summary>Wakes one that waits. Of wake-ups that nobody waited for one is kept: whoever is woken looks at everything.</summary>
internal sealed class Waker
{
    private readonly Channel<bool> _wakeUps = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Wake() => _wakeUps.Writer.TryWrite(true);

    /// <summary>Takes the wake-up that was kept; false where there is none.</summary>
    public bool TryTake() => _wakeUps.Reader.TryRead(out _);

    /// <summary>Waits for a wake-up, or for a time. One that comes after the time is kept.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        if (TryTake())
        {
            return true;
        }

        using var limit = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await _wakeUps.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
