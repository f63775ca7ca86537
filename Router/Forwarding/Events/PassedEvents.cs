using Switchyard.Dialects;
using Switchyard.Providers;

namespace Switchyard.Router.Forwarding.Events;

/// <summary>Passes events on byte for byte, whole and readable ones only, to a caller who speaks the upstream's dialect.</summary>
/// <remarks>Half an event is held back until its other half comes: forwarded, it would spoil the error event that may have to follow it.
/// That costs a caller nothing, since nobody can use half an event.</remarks>
internal sealed class PassedEvents(EventJudge judge, CallerDialect caller, string requestId, StreamOutcome outcome) : AnswerEvents
{
    private readonly EventBuffer _buffer = new();
    private EventFacts _seen;
    private ProviderError? _error;
    private int _count;
    private bool _isInsideLargeEvent;
    private bool _isFinished;

    public override bool HasContent => _seen.HasFlag(EventFacts.Content);

    public override bool HasEnded => (_seen & EventFacts.End) != 0;

    public override bool IsFinished => _isFinished;

    public override ProviderError? Error => _error;

    public override int Count => _count;

    public override int Ready => _buffer.Ready;

    public override int Held => _buffer.Ready + _buffer.Held.Length;

    public override ReadOnlyMemory<byte> KeepAlive => CallerEvents.KeepAlive(caller);

    public override Memory<byte> MakeRoom() => _buffer.MakeRoom();

    public override int Take(Span<byte> destination) => _buffer.Take(destination);

    public override void Abandon() => _buffer.Abandon();

    public override void Dispose()
    {
        _buffer.Dispose();
        judge.Dispose();
    }

    public override void Accept(int count)
    {
        _buffer.Add(count);
        while (!_isFinished)
        {
            var held = _buffer.Held;
            var length = EventSyntax.LengthOfFirstEvent(held);
            if (length == 0)
            {
                if (held.Length > judge.MaxEventBytes)
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

    public override void Complete(bool isCleanEnd)
    {
        // The last event may lack its empty line.
        if (isCleanEnd && _buffer.Held.Length > 0 && !_isInsideLargeEvent && Judge(EventSyntax.DataOf([.. _buffer.Held, (byte)'\n'])) is var last and not EventFacts.Malformed)
        {
            _seen |= last;
            outcome.HasEnded = HasEnded;
            _buffer.Release(_buffer.Held.Length);
        }

        _isFinished = true;
        if ((_seen & EventFacts.End) != 0 || (isCleanEnd && HasContent && judge.EndsWithBody))
        {
            // All was said; how the connection ended after that is of no interest.
            return;
        }

        outcome.IsInterrupted = true;
        _buffer.ReplaceHeld(CallerEvents.Interrupted(caller, requestId));
    }

    private void Release(int length)
    {
        var data = EventSyntax.DataOf(_buffer.Held[..length]);
        var facts = Judge(data);
        _count++;
        if (facts == EventFacts.Malformed)
        {
            outcome.MalformedEvents++;
            _buffer.Drop(length);
            return;
        }

        if (facts.HasFlag(EventFacts.Error))
        {
            _error = judge.ReadError(data);
            outcome.IsInterrupted = true;
        }

        if (facts.HasFlag(EventFacts.Content) && judge.CountsTokens)
        {
            outcome.CountContent();
        }

        _seen |= facts;
        outcome.HasEnded = HasEnded;
        _buffer.Release(length);

        // Nothing that comes after either could be read as part of the answer.
        _isFinished = (facts & (EventFacts.Error | EventFacts.Done)) != 0;
    }

    private EventFacts Judge(ReadOnlySpan<byte> data) => data.IsEmpty ? EventFacts.None : judge.Judge(data, outcome);
}
