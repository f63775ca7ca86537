using Switchyard.Agents.Tools.Search;

namespace Switchyard.AgentHost.Tools;

/// <summary>Searches the documents of a folder, which are read with the first search; without a folder nothing is found.</summary>
internal sealed class FolderSearch(string? folder) : ISearchProvider
{
    private readonly Lazy<Task<LocalSearch>> _index = new(() => ReadAsync(folder));

    public async Task<IReadOnlyList<SearchHit>> SearchAsync(string query, int limit, CancellationToken cancellationToken) =>
        await (await _index.Value.WaitAsync(cancellationToken)).SearchAsync(query, limit, cancellationToken);

    private static async Task<LocalSearch> ReadAsync(string? folder) =>
        string.IsNullOrEmpty(folder) ? LocalSearch.Empty : new LocalSearch(await DocumentFolder.ReadAsync(folder));
}
