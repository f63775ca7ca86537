namespace Switchyard.Agents.Tools.Search;

/// <summary>Finds pages or documents by words: an index of one's own, or a service.</summary>
/// <remarks>Implementations are safe for concurrent calls.</remarks>
public interface ISearchProvider
{
    /// <summary>Finds at most <paramref name="limit"/> hits, best first.</summary>
    /// <exception cref="HttpRequestException">A service did not answer.</exception>
    Task<IReadOnlyList<SearchHit>> SearchAsync(string query, int limit, CancellationToken cancellationToken = default);
}
