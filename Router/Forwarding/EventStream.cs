using System.Buffers;

namespace Switchyard.Router.Forwarding;

/// <summary>
/// Passes an upstream's server-sent events on as they come, whole events only, and makes sure that a stream which breaks off is told from one that ends:
/// where the upstream dies, falls silent or closes without having finished, the caller gets one error event and no <c>[DONE]</c>.
/// </summary>
/// <remarks>Half an event is held back until its other half comes: forwarded, it would spoil the error event that may have to follow it.
/// That costs a caller nothing, since nobody can use half an event.</remarks>
internal sealed class EventStream(Stream inner, string requestId, TimeSpan idleTimeout, StreamOutcome outcome) : ReadOnlyStream
{
    private const int InitialBufferSize = 4 * 1024;

    // An event larger than this is passed on in pieces rather than held in memory.
    private const int MaxHeldBytes = 1024 * 1024;

    private byte[]? _buffer;
    private int _start;
    private int _ready;
    private int _end;
    private bool _isFinished;
    private bool _sawEnd;
    private CancellationTokenSource? _idle;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_ready == _start && !_isFinished)
        {
            await FillAsync(cancellationToken);
        }

        // An empty buffer only asks to wait until there is something to read.
        var count = Math.Min(buffer.Length, _ready - _start);
        _buffer.AsSpan(_start, count).CopyTo(buffer.Span);
        _start += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            _idle?.Dispose();
            if (_buffer is { } rented)
            {
                _buffer = null;
                ArrayPool<byte>.Shared.Return(rented);
            }
        }

        base.Dispose(disposing);
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        var read = await ReadInnerAsync(cancellationToken);
        if (read > 0)
        {
            _end += read;
            Release();
            return;
        }

        Finish(isCleanEnd: read == 0);
    }

    // Returns -1 where the upstream died or fell silent.
    private async ValueTask<int> ReadInnerAsync(CancellationToken cancellationToken)
    {
        _idle ??= CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _idle.CancelAfter(idleTimeout);
        try
        {
            return await inner.ReadAsync(_buffer.AsMemory(_end), _idle.Token);
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

    private void MakeRoom()
    {
        _buffer ??= ArrayPool<byte>.Shared.Rent(InitialBufferSize);
        if (_start == _end)
        {
            _start = _ready = _end = 0;
        }

        if (_end < _buffer.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(_start, _end - _start).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
        (_start, _ready, _end) = (0, _ready - _start, _end - _start);
    }

    private void Release()
    {
        var held = _buffer.AsSpan(_ready, _end - _ready);
        var whole = held.Length > MaxHeldBytes ? held.Length : EventSyntax.LengthOfWholeEvents(held);
        _sawEnd = _sawEnd || EventSyntax.HasEnd(held[..whole]);
        _ready += whole;
    }

    private void Finish(bool isCleanEnd)
    {
        _isFinished = true;
        var rest = _buffer.AsSpan(_ready, _end - _ready);
        if (isCleanEnd && (_sawEnd || EventSyntax.HasEnd(rest)))
        {
            _ready = _end;
            return;
        }

        if (_sawEnd)
        {
            // All was said; how the connection ended after that is of no interest.
            return;
        }

        outcome.IsInterrupted = true;
        ReplaceHeld(EventSyntax.InterruptedEvent(requestId));
    }

    private void ReplaceHeld(byte[] errorEvent)
    {
        ArrayPool<byte>.Shared.Return(_buffer!);
        _buffer = ArrayPool<byte>.Shared.Rent(errorEvent.Length);
        errorEvent.CopyTo(_buffer, 0);
        (_start, _ready, _end) = (0, errorEvent.Length, errorEvent.Length);
    }
}
