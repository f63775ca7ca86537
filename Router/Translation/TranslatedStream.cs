using System.Buffers;
using Switchyard.Dialects;
using Switchyard.Router.Forwarding.Events;

namespace Switchyard.Router.Translation;

/// <summary>
/// An upstream's events in the caller's dialect. Nothing is read from the upstream while the caller has not taken what was translated, so that
/// a slow caller slows the upstream down and no more than one read's worth is held.
/// </summary>
internal sealed class TranslatedStream(Stream events, StreamTranslator translator, ReadOnlyMemory<byte> keepAlive, StreamOutcome outcome) : ReadOnlyStream
{
    private const int ReadSize = 4 * 1024;

    // What one large event needed is not kept for the small ones after it.
    private const int MaxKeptSize = 64 * 1024;

    private ArrayBufferWriter<byte> _output = new(ReadSize);
    private int _taken;
    private bool _isAtLineStart = true;
    private bool _isEnded;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_taken == _output.WrittenCount && !_isEnded)
        {
            await TranslateNextAsync(cancellationToken);
        }

        var count = Math.Min(buffer.Length, _output.WrittenCount - _taken);
        _output.WrittenMemory.Slice(_taken, count).CopyTo(buffer);
        _taken += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            events.Dispose();
            translator.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask TranslateNextAsync(CancellationToken cancellationToken)
    {
        EmptyOutput();

        // A read of nothing waits without a buffer: a silent stream holds none.
        _ = await events.ReadAsync(Memory<byte>.Empty, cancellationToken);
        var input = ArrayPool<byte>.Shared.Rent(ReadSize);
        try
        {
            var read = await events.ReadAsync(input, cancellationToken);
            Translate(input.AsSpan(0, read));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(input);
        }
    }

    private void Translate(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            translator.Complete(_output);
        }
        else
        {
            translator.Translate(bytes, _output);
            PassComment(bytes);
        }

        _isEnded = bytes.IsEmpty || translator.IsFinished;
        outcome.IsInterrupted |= translator.Error is not null;
    }

    // Comments come alone, when the upstream is silent. Only at the start of a line is a colon one.
    private void PassComment(ReadOnlySpan<byte> bytes)
    {
        if (_isAtLineStart && bytes[0] == (byte)':' && _output.WrittenCount == 0)
        {
            _output.Write(keepAlive.Span);
        }

        _isAtLineStart = bytes[^1] is (byte)'\n' or (byte)'\r';
    }

    private void EmptyOutput()
    {
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
