using Switchyard.Router.Forwarding.Events;

namespace Switchyard.Router.Forwarding.Answers;

/// <summary>An answer that is passed on as it comes, no faster than its caller takes it: what was already read of it, then the rest, for which the upstream may be silent no longer than <paramref name="times"/> allow.</summary>
internal sealed class PassedStream(Stream inner, StreamTimes times, TimeProvider time) : ReadOnlyStream
{
    private readonly CancellationTokenSource _silence = new(Timeout.InfiniteTimeSpan, time);
    private ReadOnlyMemory<byte> _read;

    /// <summary>Puts <paramref name="bytes"/>, which were read of it, back in front.</summary>
    public void PutBack(ReadOnlyMemory<byte> bytes) => _read = bytes;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_read.IsEmpty)
        {
            var count = Math.Min(buffer.Length, _read.Length);
            _read[..count].CopyTo(buffer);
            _read = _read[count..];
            return count;
        }

        _silence.CancelAfter(times.NextRead(time));
        await using var leave = cancellationToken.UnsafeRegister(static silence => ((CancellationTokenSource)silence!).Cancel(), _silence);
        try
        {
            return await inner.ReadAsync(buffer, _silence.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException("The upstream was silent for too long.", exception);
        }
        finally
        {
            // While the caller takes what there is nobody waits for the upstream.
            _silence.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            _silence.Dispose();
        }

        base.Dispose(disposing);
    }
}
