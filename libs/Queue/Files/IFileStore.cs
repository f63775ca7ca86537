namespace Switchyard.Queue.Files;

/// <summary>
/// Files in pieces, so that nobody has to hold a whole one. A file is begun, filled and completed; before that nobody else sees it, and where whoever fills it
/// is gone it is forgotten. Afterwards it never changes.
/// </summary>
public interface IFileStore
{
    /// <summary>How long each piece of a file is but for the last.</summary>
    const int ChunkBytes = 256 * 1024;

    /// <summary>Begins a file.</summary>
    Task<Guid> BeginAsync(CancellationToken cancellationToken);

    /// <summary>Adds a piece to a file that is not complete: each of <see cref="ChunkBytes"/> but for the last. Returns whether the file is still there.</summary>
    Task<bool> AppendAsync(Guid id, int position, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken);

    /// <summary>Shows a file to its tenant; <see langword="null"/> where it is no longer there.</summary>
    Task<StoredFile?> CompleteAsync(Guid id, FileTerms terms, CancellationToken cancellationToken);

    /// <summary>Forgets a file, complete or not. Returns whether there was one.</summary>
    Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Finds a complete file.</summary>
    Task<StoredFile?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Lists complete files.</summary>
    Task<IReadOnlyList<StoredFile>> ListAsync(FileQuery query, CancellationToken cancellationToken);

    /// <summary>Reads a piece of a file; <see langword="null"/> where there is no such piece.</summary>
    Task<ReadOnlyMemory<byte>?> ReadAsync(Guid id, int position, CancellationToken cancellationToken);

    /// <summary>Forgets files whose time is over, and those nobody has added to for an hour and that are not complete. Any number of processes may.</summary>
    Task<int> SweepAsync(CancellationToken cancellationToken);
}
