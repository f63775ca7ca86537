namespace Switchyard.Agents.Tools.Search;

/// <summary>Asks a provider and writes what it found: each hit's text, then where it is from.</summary>
internal static class SearchHits
{
    public const int DefaultLimit = 3;

    public static async ValueTask<ToolResult> FindAsync(ISearchProvider provider, string query, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(query))
        {
            return ToolResult.Failure("the query is empty");
        }

        try
        {
            var hits = await provider.SearchAsync(query, DefaultLimit, cancellationToken).ConfigureAwait(false);
            return ToolResult.Success(hits.Count == 0 ? SearchOutput.Nothing : string.Join('\n', hits.Select(hit => $"{hit.Snippet} ({hit.Address})")));
        }
        catch (HttpRequestException)
        {
            return ToolResult.Failure("the search does not answer now") with { MayPass = true };
        }
    }
}
