namespace Switchyard.Agents.Tools.Search;

/// <summary>Searches the host's documents.</summary>
/// <param name="provider">Searches.</param>
public sealed class SearchDocumentsTool(ISearchProvider provider) : ITool
{
    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "search_documents",
        Description = "Search the indexed documents.",
        Category = ToolCategories.Data,
        WhenToUse = "Use it for what the documents of this system say.",
        Parameters = [new("query", ToolParameterKind.Text, "The words to search for.") { MaxLength = 500 }],
        Tags = ["documents", "search", "docs", "indexed", "knowledge", "manual"],
        Examples = ["What do the documents say about refunds?", "Search the documents for holidays"],
    };

    /// <inheritdoc/>
    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return SearchHits.FindAsync(provider, arguments.GetText("query"), cancellationToken);
    }
}
