namespace Switchyard.Queue.Files;

/// <summary>Reads a file from a place on, holding one piece of it at a time.</summary>
/// <param name="files">Where it is.</param>
/// <param name="id">The file.</param>
/// <param name="start">The place.</param>
public sealed class StoredFileStream(IFileStore files, Guid id, long start) : Stream
{
    private ReadOnlyMemory<byte> _chunk;
    private long _place = start;
    private bool _isAtEnd;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => _place; set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_chunk.IsEmpty && !_isAtEnd)
        {
            await FetchAsync(cancellationToken).ConfigureAwait(false);
        }

        var count = Math.Min(buffer.Length, _chunk.Length);
        _chunk[..count].CopyTo(buffer);
        _chunk = _chunk[count..];
        _place += count;
        return count;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        var chunk = await files.ReadAsync(id, (int)(_place / IFileStore.ChunkBytes), cancellationToken).ConfigureAwait(false);
        var skipped = (int)(_place % IFileStore.ChunkBytes);
        _isAtEnd = chunk is not { } read || read.Length <= skipped;
        _chunk = _isAtEnd ? default : chunk!.Value[skipped..];
    }
}
