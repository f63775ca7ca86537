using System.Buffers;
using System.Text;
using Switchyard.Dialects;
using Switchyard.Providers;
using Switchyard.Router.Continuation;
using Switchyard.Router.Forwarding.Answers;
using Switchyard.Router.Translation;

namespace Switchyard.Router.Forwarding.Events;

/// <summary>
/// An upstream's events in the caller's dialect. Nothing more is read while the caller has not taken what was translated, so that a slow caller slows
/// the upstream down and no more than one read's worth is held.
/// </summary>
internal sealed class TranslatedEvents(StreamTranslator translator, CallerDialect caller, StreamOutcome outcome) : AnswerEvents
{
    private const int ReadSize = 4 * 1024;

    // What one large event needed is not kept for the small ones after it.
    private const int MaxKeptSize = 64 * 1024;

    private StreamOutcome _outcome = outcome;
    private ArrayBufferWriter<byte> _output = new(ReadSize);
    private byte[]? _input;
    private int _taken;
    private bool _isOver;
    private bool _toldOfDropped;

    public override bool HasContent => translator.HasContent;

    public override bool HasEnded => translator.Finish is not null;

    public override bool IsFinished => translator.IsFinished;

    public override string? BrokenText => translator.BrokenText;

    public override bool IsBroken => translator.IsBroken;

    // An answer that merely broke off was reported by nobody.
    public override ProviderError? Error => translator.Error is { } error && !_isOver ? ProviderErrors.InPlaceOfAnswer(error) : null;

    public override int Count => translator.Events;

    public override int Ready => _output.WrittenCount - _taken;

    public override int Held => Ready;

    public override ReadOnlyMemory<byte> KeepAlive => CallerEvents.KeepAlive(caller);

    public override Memory<byte> MakeRoom() => _input ??= ArrayPool<byte>.Shared.Rent(ReadSize);

    public override void Accept(int count)
    {
        EmptyOutput();
        translator.Translate(_input.AsSpan(0, count), _output);
        TellOfDroppedCalls();
        Report();
    }

    public override void Complete(bool isCleanEnd)
    {
        EmptyOutput();
        _isOver = !translator.IsFinished;
        translator.Complete(_output);
        Report();
    }

    public override void Continue(ContinuedAnswer answer)
    {
        EmptyOutput();
        _isOver = false;
        _outcome = answer.Outcome;
        translator.Continue(answer.Dialect, answer.Context, answer.Untold, answer.SentTokens);
        Encoding.ASCII.GetBytes($": continued by {answer.Provider}\n\n", _output);
    }

    public override void GiveUp()
    {
        EmptyOutput();
        translator.GiveUp(_output);
    }

    public override int Take(Span<byte> destination)
    {
        var count = Math.Min(destination.Length, Ready);
        _output.WrittenSpan.Slice(_taken, count).CopyTo(destination);
        _taken += count;
        return count;
    }

    public override void Abandon() => _input = null;

    public override void Dispose()
    {
        if (_input is { } rented)
        {
            _input = null;
            ArrayPool<byte>.Shared.Return(rented);
        }

        translator.Dispose();
    }

    // Headers are on their way already; what is a comment nobody has to read.
    private void TellOfDroppedCalls()
    {
        if (!_toldOfDropped && _outcome.Tools is { DroppedCount: > 0 })
        {
            _toldOfDropped = true;
            Encoding.ASCII.GetBytes($": {DroppedFields.HeaderName}: {DroppedFields.Calls}\n\n", _output);
        }
    }

    private void Report()
    {
        while (_outcome.ContentEvents < translator.Pieces)
        {
            _outcome.CountContent();
        }

        _outcome.HasEnded = HasEnded;
        _outcome.ContentBytes = translator.ContentBytes;
        _outcome.MalformedEvents = translator.MalformedEvents;
        _outcome.Usage = AnswerUsage.Of(translator.Usage) ?? _outcome.Usage;
        _outcome.IsInterrupted |= translator.Error is not null || translator.IsBroken;
    }

    // While events are held back, what was translated waits for the caller.
    private void EmptyOutput()
    {
        if (Ready > 0)
        {
            return;
        }

        _taken = 0;
        if (_output.Capacity > MaxKeptSize)
        {
            _output = new ArrayBufferWriter<byte>(ReadSize);
        }
        else
        {
            _output.ResetWrittenCount();
        }
    }
}
