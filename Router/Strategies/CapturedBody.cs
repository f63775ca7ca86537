using System.Buffers;

namespace Switchyard.Router.Strategies;

/// <summary>Keeps an answer until it was compared with others.</summary>
internal sealed class CapturedBody : WriteOnlyStream
{
    // As much as an answer that is translated may have.
    private const int MaxBytes = 32 * 1024 * 1024;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_bytes.WrittenCount + buffer.Length > MaxBytes)
        {
            throw new IOException($"An answer is over the limit of {MaxBytes} bytes that are kept to be compared.");
        }

        _bytes.Write(buffer.Span);
        return default;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
