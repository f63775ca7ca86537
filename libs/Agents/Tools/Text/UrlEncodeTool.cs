namespace Switchyard.Agents.Tools.Text;

/// <summary>Escapes a text so that it can be a part of a URL.</summary>
public sealed class UrlEncodeTool : ComputedTool
{
    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "url_encode",
        Description = "Percent-encode a text for use in a URL.",
        Category = ToolCategories.Text,
        WhenToUse = "Use it to put a text into a query or path of a URL.",
        Parameters = [new("text", ToolParameterKind.Text, "The text to encode.") { MaxLength = 30_000 }],
        Tags = ["url", "uri", "encode", "escape", "percent-encode"],
        Examples = ["URL-encode \"a b&c\"", "Escape \"50 %\" for a URL"],
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return ToolResult.Success(Uri.EscapeDataString(arguments.GetText("text")));
    }
}
