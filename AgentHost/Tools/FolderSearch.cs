using Switchyard.Agents.Tools.Search;

namespace Switchyard.AgentHost.Tools;

/// <summary>Searches the documents of a folder, which are read with the first search; without a folder nothing is found. Where they cannot be read the next search tries again.</summary>
internal sealed class FolderSearch(string? folder) : ISearchProvider
{
    private readonly Lock _gate = new();
    private Task<LocalSearch>? _index;

    public async Task<IReadOnlyList<SearchHit>> SearchAsync(string query, int limit, CancellationToken cancellationToken) =>
        await (await FindIndex().WaitAsync(cancellationToken)).SearchAsync(query, limit, cancellationToken);

    private Task<LocalSearch> FindIndex()
    {
        lock (_gate)
        {
            if (_index is null or { IsFaulted: true })
            {
                _index = ReadAsync(folder);
            }

            return _index;
        }
    }

    private static async Task<LocalSearch> ReadAsync(string? folder)
    {
        // Reading a folder begins at once: whoever searches meanwhile waits for the task and not for the lock.
        await Task.Yield();
        return string.IsNullOrEmpty(folder) ? LocalSearch.Empty : new LocalSearch(await DocumentFolder.ReadAsync(folder));
    }
}
