using System.Data.Common;

namespace Switchyard.Queue.Files;

/// <summary>Fills a file: what is written is stored piece by piece. Unless it is completed, nothing of it is left.</summary>
public sealed class FileWriter : IAsyncDisposable
{
    private readonly IFileStore _files;
    private readonly byte[] _buffer = new byte[IFileStore.ChunkBytes];
    private int _filled;
    private int _position;
    private bool _isDone;

    private FileWriter(IFileStore files, Guid id) => (_files, Id) = (files, id);

    /// <summary>Gets the file.</summary>
    public Guid Id { get; }

    /// <summary>Gets how many bytes were written.</summary>
    public long Bytes => ((long)_position * IFileStore.ChunkBytes) + _filled;

    /// <summary>Begins a file.</summary>
    public static async Task<FileWriter> BeginAsync(IFileStore files, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(files);
        return new FileWriter(files, await files.BeginAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Adds to the file.</summary>
    /// <exception cref="IOException">The file was forgotten meanwhile.</exception>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            var count = Math.Min(bytes.Length, _buffer.Length - _filled);
            bytes[..count].CopyTo(_buffer.AsMemory(_filled));
            _filled += count;
            bytes = bytes[count..];
            if (_filled == _buffer.Length)
            {
                await StoreAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Stores what was written, and leaves it to others to say that the file is complete.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_filled > 0)
        {
            await StoreAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stores what was written and shows the file to its tenant.</summary>
    /// <exception cref="IOException">The file was forgotten meanwhile.</exception>
    public async Task<StoredFile> CompleteAsync(FileTerms terms, CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        var file = await _files.CompleteAsync(Id, terms, cancellationToken).ConfigureAwait(false) ?? throw Forgotten();
        Keep();
        return file;
    }

    /// <summary>Says that others have completed the file.</summary>
    public void Keep() => _isDone = true;

    /// <summary>Forgets the file, unless it is complete.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDone)
        {
            return;
        }

        try
        {
            await _files.DeleteAsync(Id, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or TimeoutException)
        {
            // It will be swept.
        }
    }

    private async Task StoreAsync(CancellationToken cancellationToken)
    {
        if (!await _files.AppendAsync(Id, _position, _buffer.AsMemory(0, _filled), cancellationToken).ConfigureAwait(false))
        {
            throw Forgotten();
        }

        _position++;
        _filled = 0;
    }

    private static IOException Forgotten() => new("The file was not added to for so long that it was forgotten.");
}
