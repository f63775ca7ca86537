using Switchyard.Agents.Tools.Json;

namespace Switchyard.Agents.Tools.Web;

/// <summary>Asks an HTTP API for JSON.</summary>
/// <param name="reader">Asks it.</param>
public sealed class HttpGetTool(WebReader reader) : ITool
{
    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "http_get",
        Description = "Get JSON from an HTTP API.",
        Category = ToolCategories.Web,
        WhenToUse = "Use it for the raw answer of an API; for pages there is fetch_url.",
        Parameters = [new("url", ToolParameterKind.Text, "The address, with http or https and its query.") { MaxLength = 4_096 }],
        Tags = ["api", "rest", "endpoint", "http", "get", "json", "request"],
        Examples = ["Call the API https://api.example.com/items", "GET the JSON at https://example.com/data.json"],
        Timeout = TimeSpan.FromSeconds(30),
        MaxAttempts = 2,
    };

    /// <inheritdoc/>
    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return WebFailures.CatchAsync(async () => Check(await reader.ReadApiAsync(arguments.GetText("url").Trim(), cancellationToken).ConfigureAwait(false)));
    }

    private static ToolResult Check(string text) =>
        JsonInput.TryRead(text) is null ? ToolResult.Failure("the answer is not JSON; fetch_url reads pages") : ToolResult.Success(text.Trim());
}
