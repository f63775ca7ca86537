namespace Switchyard.Agents.Tools.Web;

/// <summary>Reads a web page as text.</summary>
/// <param name="reader">Reads it.</param>
public sealed class FetchUrlTool(WebReader reader) : ITool
{
    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "fetch_url",
        Description = "Fetch a web page.",
        Category = ToolCategories.Web,
        WhenToUse = "Use it to read the page at an address.",
        Parameters = [new("url", ToolParameterKind.Text, "The address, with http or https.") { MaxLength = 4_096 }],
        Tags = ["fetch", "url", "web", "page", "website", "http", "https", "www", "site", "open"],
        Examples = ["Fetch https://example.com", "What does the page https://www.example.org/news.html say?", "Open the website example.com"],
        Timeout = TimeSpan.FromSeconds(30),
        MaxAttempts = 2,
    };

    /// <inheritdoc/>
    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return WebFailures.CatchAsync(async () => ToolResult.Success(await reader.ReadPageAsync(arguments.GetText("url").Trim(), cancellationToken).ConfigureAwait(false)));
    }
}
