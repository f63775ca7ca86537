using Switchyard.Agents.Tools.Caching;

namespace Switchyard.Agents.Tools.Search;

/// <summary>Searches the web, or what stands for it offline.</summary>
/// <param name="provider">Searches.</param>
public sealed class WebSearchTool(ISearchProvider provider) : ITool
{
    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "web_search",
        Description = "Search the web.",
        Category = ToolCategories.Web,
        WhenToUse = "Use it for facts and news that are not known, and for pages about something.",
        Parameters = [new("query", ToolParameterKind.Text, "The words to search for.") { MaxLength = 500 }],
        Tags = ["web", "search", "google", "internet", "online", "look", "news", "find"],
        Examples = ["Search the web for solar panels", "Look up the height of the Eiffel Tower", "Find news about Berlin"],
        Timeout = TimeSpan.FromSeconds(20),
        MaxAttempts = 2,
        Caching = new ToolCaching { Lifetime = TimeSpan.FromMinutes(10) },
    };

    /// <inheritdoc/>
    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return SearchHits.FindAsync(provider, arguments.GetText("query"), cancellationToken);
    }
}
