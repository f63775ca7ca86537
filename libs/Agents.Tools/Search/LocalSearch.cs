namespace Switchyard.Agents.Tools.Search;

/// <summary>Searches documents in memory, passage by passage. What works offline, and the default.</summary>
public sealed class LocalSearch : ISearchProvider
{
    // About three sentences: what a small model can still use, several of them at once.
    private const int PassageLength = 400;

    private readonly TextIndex _index;

    /// <summary>Initializes a new instance of the <see cref="LocalSearch"/> class.</summary>
    /// <param name="documents">What can be found; it is read once. <see cref="DocumentFolder"/> reads those of a folder.</param>
    public LocalSearch(IEnumerable<TextDocument> documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        _index = new TextIndex(documents.SelectMany(document => TextPassages.Split(document.Text, PassageLength).Select(passage => document with { Text = passage })));
    }

    /// <summary>Gets one that finds nothing, for hosts without documents.</summary>
    public static LocalSearch Empty { get; } = new([]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SearchHit>> SearchAsync(string query, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<SearchHit>>([.. _index.Search(query, limit).Select(match => new SearchHit(match.Document.Title, match.Document.Address, match.Document.Text))]);
}
