using Switchyard.Providers;
using Switchyard.Router.Continuation;

namespace Switchyard.Router.Forwarding.Events;

/// <summary>
/// Hands an answer's events on as they come. <see cref="OpenAsync"/> holds them back until there is a piece of the answer, so that an upstream which
/// fails before can be replaced. After that a stream that breaks off is told from one that ends: the caller gets one error event and no regular end, unless
/// <paramref name="continuation"/> finds another upstream that goes on.
/// </summary>
internal sealed class EventStream(Stream inner, AnswerEvents events, StreamTimes times, StreamOutcome outcome, TimeProvider time, AnswerContinuation? continuation) : ReadOnlyStream
{
    // Before the first content: as many events and bytes as Bifrost's hold-back (maximhq/bifrost).
    private const int MaxHeldEvents = 64;
    private const int MaxHeldBytes = 256 * 1024;

    private Stream _inner = inner;
    private Task? _filling;
    private volatile bool _isDisposed;
    private CancellationTokenSource? _idle;
    private CancellationTokenSource? _spent;
    private ReadOnlyMemory<byte> _comment;

    /// <summary>Waits for the first piece of the answer, or until there is no more reason to hold events back.</summary>
    /// <returns>What is wrong with the upstream, if another should be tried; nothing was handed out then.</returns>
    public async ValueTask<ProviderError?> OpenAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var patience = times.FirstToken < times.HoldBack ? times.FirstToken : times.HoldBack;
        while (MustHoldBack)
        {
            var left = patience - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero || !await FillWithinAsync(left, cancellationToken))
            {
                return patience == times.FirstToken ? new ProviderError("did not begin its answer in time") { Code = ProviderErrorCodes.Timeout } : null;
            }
        }

        return events.HasContent ? await ProbeAsync(cancellationToken)
            : events.Error is { } error ? error
            : outcome.IsInterrupted ? new ProviderError(events.Count == 0 ? "sent an empty answer" : "broke off before its answer began")
            : null;
    }

    // The first piece is handed on with the second, or alone where it is long: one token's time tells a stream that flows from one that drips.
    private async ValueTask<ProviderError?> ProbeAsync(CancellationToken cancellationToken)
    {
        if (times.Guard is not { } guard || guard.IsEnough(outcome.ContentBytes))
        {
            return null;
        }

        var (first, started) = (outcome.ContentBytes, time.GetTimestamp());
        while (IsOpen)
        {
            var elapsed = time.GetElapsedTime(started);
            if (guard.IsFast(outcome.ContentBytes - first, elapsed))
            {
                return null;
            }

            if (elapsed >= guard.Probe || !await FillWithinAsync(guard.Probe - elapsed, cancellationToken))
            {
                return new ProviderError("answered too slowly to be of use") { Code = ProviderErrorCodes.Timeout };
            }
        }

        return events.Error ?? (outcome.IsInterrupted ? new ProviderError("broke off at the beginning of its answer") : null);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (events.Ready == 0 && _comment.IsEmpty && !events.IsFinished)
        {
            await WaitAsync(cancellationToken);
        }

        // An empty buffer only asks to wait until there is something to read.
        if (events.Ready > 0 || _comment.IsEmpty)
        {
            return events.Take(buffer.Span);
        }

        var count = Math.Min(buffer.Length, _comment.Length);
        _comment[..count].CopyTo(buffer);
        _comment = _comment[count..];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _isDisposed = true;
            if (_filling is not null)
            {
                events.Abandon();

                // A read that is called off closes the connection; one that is merely forgotten lets the upstream go on until the connection is given up.
                _idle?.Cancel();
            }

            _inner.Dispose();
            events.Dispose();
            _idle?.Dispose();
            _spent?.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool MustHoldBack => !events.HasContent && IsOpen;

    private bool IsOpen => !events.HasEnded && !events.IsBroken && events.Error is null && !events.IsFinished && events.Count < MaxHeldEvents && events.Held < MaxHeldBytes;

    // What the caller hears nothing of (an upstream's own signs of life, empty pieces) counts as silence: it needs one in its own dialect.
    private async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        var patience = times.KeepAlive;
        var started = time.GetTimestamp();
        while (events.Ready == 0 && !events.IsFinished)
        {
            if (patience <= TimeSpan.Zero || !await FillWithinAsync(patience, cancellationToken))
            {
                _comment = events.KeepAlive;
                return;
            }

            patience = times.KeepAlive - time.GetElapsedTime(started);
        }
    }

    // Gets false where the time is over first; the read then goes on, and the next call waits for it.
    private async ValueTask<bool> FillWithinAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (_filling is null)
        {
            var filling = FillAsync(cancellationToken);
            if (filling.IsCompletedSuccessfully)
            {
                return true;
            }

            _filling = filling.AsTask();
        }

        if (!_filling.IsCompleted && patience != Timeout.InfiniteTimeSpan)
        {
            await _filling.WaitAsync(patience, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_filling.IsCompleted)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return false;
            }
        }

        var finished = _filling;
        await finished;
        _filling = null;
        return true;
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (events.BrokenText is { } text)
        {
            await ContinueAsync(text, cancellationToken);
            return;
        }

        var room = events.MakeRoom();
        var read = await ReadInnerAsync(room, cancellationToken);
        if (read > 0)
        {
            events.Accept(read);
            return;
        }

        events.Complete(isCleanEnd: read == 0);
    }

    private async ValueTask ContinueAsync(string text, CancellationToken cancellationToken)
    {
        // Whoever broke off is to stop, and its silence may have used up the source of tokens.
        await _inner.DisposeAsync();
        _spent = _idle;
        _idle = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (_isDisposed)
        {
            // Whoever disposed of this may have called off the source before.
            await _idle.CancelAsync();
        }

        if (continuation is null || await continuation.BeginAsync(text, _idle.Token) is not { } answer)
        {
            cancellationToken.ThrowIfCancellationRequested();
            events.GiveUp();
            return;
        }

        _inner = answer.Body;
        if (_isDisposed)
        {
            await _inner.DisposeAsync();
            return;
        }

        events.Continue(answer);
    }

    // Returns -1 where the upstream died, fell silent, or took too long altogether.
    private async ValueTask<int> ReadInnerAsync(Memory<byte> room, CancellationToken cancellationToken)
    {
        var left = times.NextRead(time);
        if (left == TimeSpan.Zero)
        {
            return -1;
        }

        _idle ??= CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _idle.CancelAfter(left);
        try
        {
            return await _inner.ReadAsync(room, _idle.Token);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return -1;
        }
        finally
        {
            // Only the upstream's silence counts, not how long the caller takes to accept what was read.
            _idle.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }
}
