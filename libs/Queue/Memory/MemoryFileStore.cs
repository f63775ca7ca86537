using Switchyard.Queue.Files;

namespace Switchyard.Queue.Memory;

/// <summary>Files of one process, gone with it.</summary>
internal sealed class MemoryFileStore(TimeProvider time) : IFileStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, MemoryFile> _files = [];

    public Task<Guid> BeginAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var file = new MemoryFile(JobIds.Next(now), now);
        lock (_lock)
        {
            _files.Add(file.Id, file);
        }

        return Task.FromResult(file.Id);
    }

    public Task<bool> AppendAsync(Guid id, int position, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_files.TryGetValue(id, out var file) || file.Complete is not null || file.Chunks.Count != position)
            {
                return Task.FromResult(false);
            }

            file.TouchedAt = time.GetUtcNow();
            file.Chunks.Add(chunk.ToArray());
            return Task.FromResult(true);
        }
    }

    public Task<StoredFile?> CompleteAsync(Guid id, FileTerms terms, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(terms);
        terms.Check();
        lock (_lock)
        {
            return Task.FromResult(_files.TryGetValue(id, out var file) && file.Complete is null ? file.Show(terms) : null);
        }
    }

    /// <summary>Shows files to their tenants: all, or none where one of them is no longer there.</summary>
    public bool CompleteAll(IReadOnlyCollection<(Guid Id, FileTerms Terms)> files)
    {
        lock (_lock)
        {
            if (!files.All(file => _files.TryGetValue(file.Id, out var found) && found.Complete is null))
            {
                return false;
            }

            foreach (var (id, terms) in files)
            {
                terms.Check();
                _files[id].Show(terms);
            }

            return true;
        }
    }

    public Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_files.Remove(id));
        }
    }

    public Task<StoredFile?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(Shown.SingleOrDefault(file => file.Id == id));
        }
    }

    public Task<IReadOnlyList<StoredFile>> ListAsync(FileQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        lock (_lock)
        {
            var files = Shown.Where(file => (query.Tenant is null || file.Tenant == query.Tenant) && (query.Purpose is null || file.Purpose == query.Purpose));
            var ordered = query.OldestFirst
                ? files.Where(file => query.After is not { } after || file.Id > after).OrderBy(file => file.Id)
                : files.Where(file => query.After is not { } after || file.Id < after).OrderByDescending(file => file.Id);
            return Task.FromResult<IReadOnlyList<StoredFile>>([.. ordered.Take(Math.Clamp(query.Limit, 1, FileRules.MaxLimit))]);
        }
    }

    public Task<ReadOnlyMemory<byte>?> ReadAsync(Guid id, int position, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_files.TryGetValue(id, out var file) && position < file.Chunks.Count ? file.Chunks[position] : (ReadOnlyMemory<byte>?)null);
        }
    }

    public Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var due = _files.Values.Where(file => file.Complete is { } complete ? complete.ExpiresAt < now : file.TouchedAt + FileRules.Patience < now).ToList();
            due.ForEach(file => _files.Remove(file.Id));
            return Task.FromResult(due.Count);
        }
    }

    private IEnumerable<StoredFile> Shown
    {
        get
        {
            var now = time.GetUtcNow();
            return _files.Values.Select(static file => file.Complete).OfType<StoredFile>().Where(file => file.ExpiresAt > now);
        }
    }
}
