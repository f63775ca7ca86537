namespace Switchyard.Agents.Tools.Text;

/// <summary>Reads a percent-encoded text.</summary>
public sealed class UrlDecodeTool : ComputedTool
{
    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "url_decode",
        Description = "Decode a percent-encoded text of a URL.",
        Category = ToolCategories.Text,
        WhenToUse = "Use it to read a text out of a query or path of a URL.",
        Parameters = [new("text", ToolParameterKind.Text, "The encoded text; a plus sign is a space.") { MaxLength = 100_000 }],
        Tags = ["url", "uri", "decode", "unescape", "percent-encoded"],
        Examples = ["URL-decode a%20b%26c", "What does caf%C3%A9 say?"],
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return ToolResult.Success(Uri.UnescapeDataString(arguments.GetText("text").Replace('+', ' ')));
    }
}
