using Switchyard.Providers;
using Switchyard.Providers.OpenAICompatible;
using Switchyard.Router.Forwarding.Answers;

namespace Switchyard.Router.Forwarding.Events;

/// <summary>
/// Passes an upstream's server-sent events on as they come, whole and readable ones only. <see cref="OpenAsync"/> holds them back until there is a
/// piece of the answer, so that an upstream which fails before can be replaced. After that a stream that breaks off is told from one that ends:
/// the caller gets one error event and no <c>[DONE]</c>.
/// </summary>
/// <remarks>Half an event is held back until its other half comes: forwarded, it would spoil the error event that may have to follow it.
/// That costs a caller nothing, since nobody can use half an event.</remarks>
internal sealed class EventStream(Stream inner, string requestId, StreamTimes times, StreamOutcome outcome, TimeProvider time) : ReadOnlyStream
{
    // Before the first content: as many events and bytes as Bifrost's hold-back (maximhq/bifrost).
    private const int MaxHeldEvents = 64;
    private const int MaxHeldBytes = 256 * 1024;

    // An event larger than this is passed on in pieces rather than held in memory.
    private const int MaxEventBytes = 1024 * 1024;

    private readonly EventBuffer _buffer = new();
    private EventFacts _seen;
    private ProviderError? _error;
    private int _events;
    private bool _isInsideLargeEvent;
    private bool _isFinished;
    private Task? _filling;
    private CancellationTokenSource? _idle;
    private ReadOnlyMemory<byte> _comment;

    /// <summary>Gets what a caller hears while the upstream is silent.</summary>
    public static ReadOnlyMemory<byte> KeepAliveComment { get; } = ": keep-alive\n\n"u8.ToArray();

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

        return _seen.HasFlag(EventFacts.Content) ? null
            : _seen.HasFlag(EventFacts.Error) ? EarlyError.Judge(_error)
            : outcome.IsInterrupted ? new ProviderError(_events == 0 ? "sent an empty answer" : "broke off before its answer began")
            : null;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_buffer.Ready == 0 && _comment.IsEmpty && !_isFinished)
        {
            if (!await FillWithinAsync(times.KeepAlive, cancellationToken))
            {
                _comment = KeepAliveComment;
            }
        }

        // An empty buffer only asks to wait until there is something to read.
        if (_buffer.Ready > 0 || _comment.IsEmpty)
        {
            return _buffer.Take(buffer.Span);
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
            if (_filling is not null)
            {
                _buffer.Abandon();
            }

            inner.Dispose();
            _buffer.Dispose();
            _idle?.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool MustHoldBack =>
        (_seen & (EventFacts.Content | EventFacts.End | EventFacts.Error)) == 0 && !_isFinished && _events < MaxHeldEvents && _buffer.Ready + _buffer.Held.Length < MaxHeldBytes;

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
        var room = _buffer.MakeRoom();
        var read = await ReadInnerAsync(room, cancellationToken);
        if (read > 0)
        {
            _buffer.Add(read);
            Release();
            return;
        }

        Finish(isCleanEnd: read == 0);
    }

    // Returns -1 where the upstream died, fell silent, or took too long altogether.
    private async ValueTask<int> ReadInnerAsync(Memory<byte> room, CancellationToken cancellationToken)
    {
        var left = time.GetElapsedTime(time.GetTimestamp(), times.Deadline);
        if (left <= TimeSpan.Zero)
        {
            return -1;
        }

        _idle ??= CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _idle.CancelAfter(left < times.Idle ? left : times.Idle);
        try
        {
            return await inner.ReadAsync(room, _idle.Token);
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

    private void Release()
    {
        while (!_isFinished)
        {
            var held = _buffer.Held;
            var length = EventSyntax.LengthOfFirstEvent(held);
            if (length == 0)
            {
                if (held.Length > MaxEventBytes)
                {
                    _buffer.Release(held.Length);
                    _isInsideLargeEvent = true;
                }

                return;
            }

            if (_isInsideLargeEvent)
            {
                _isInsideLargeEvent = false;
                _buffer.Release(length);
            }
            else
            {
                Release(length);
            }
        }
    }

    private void Release(int length)
    {
        var data = EventSyntax.DataOf(_buffer.Held[..length]);
        var facts = Judge(data);
        _events++;
        if (facts == EventFacts.Malformed)
        {
            outcome.MalformedEvents++;
            _buffer.Drop(length);
            return;
        }

        if (facts.HasFlag(EventFacts.Error))
        {
            _error = ErrorReader.Parse(data.ToArray());
            outcome.IsInterrupted = true;
        }

        if (facts.HasFlag(EventFacts.Content))
        {
            outcome.CountContent();
        }

        _seen |= facts;
        _buffer.Release(length);

        // Nothing that comes after either could be read as part of the answer.
        _isFinished = (facts & (EventFacts.Error | EventFacts.Done)) != 0;
    }

    private EventFacts Judge(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            return EventFacts.None;
        }

        if (data.SequenceEqual("[DONE]"u8))
        {
            return EventFacts.Done;
        }

        var answer = AnswerReader.Read(data);
        outcome.Usage = answer.Usage ?? outcome.Usage;
        return answer.Facts;
    }

    private void Finish(bool isCleanEnd)
    {
        // The last event may lack its empty line.
        if (isCleanEnd && _buffer.Held.Length > 0 && !_isInsideLargeEvent && Judge(EventSyntax.DataOf([.. _buffer.Held, (byte)'\n'])) is var last and not EventFacts.Malformed)
        {
            _seen |= last;
            _buffer.Release(_buffer.Held.Length);
        }

        _isFinished = true;
        if ((_seen & EventFacts.End) != 0)
        {
            // All was said; how the connection ended after that is of no interest.
            return;
        }

        outcome.IsInterrupted = true;
        _buffer.ReplaceHeld(EventSyntax.InterruptedEvent(requestId));
    }
}
