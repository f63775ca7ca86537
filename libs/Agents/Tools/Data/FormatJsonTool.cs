namespace Switchyard.Agents.Tools.Data;

/// <summary>Writes JSON so that it reads well, or short.</summary>
public sealed class FormatJsonTool : ComputedTool
{
    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "format_json",
        Description = "Check JSON and write it indented or compact.",
        Category = ToolCategories.Data,
        WhenToUse = "Use it to make JSON readable, to shorten it, or to see whether it is JSON at all.",
        Parameters =
        [
            new("json", ToolParameterKind.Text, "The JSON document.") { MaxLength = JsonText.MaxLength },
            new("style", ToolParameterKind.Text, "indented when absent.") { Required = false, AllowedValues = ["indented", "compact"], MaxLength = 20 },
        ],
        Tags = ["json", "format", "pretty", "indent", "minify", "compact", "beautify"],
        Examples = ["Pretty-print this JSON", "Minify the JSON document", "Is {\"a\":1} well-formed JSON?"],
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        using var document = JsonText.Parse(arguments.GetText("json"), out var error);
        return document is null
            ? ToolResult.Failure(error!)
            : ToolResult.Success(JsonText.Write(document.RootElement, !arguments.GetText("style").Equals("compact", StringComparison.OrdinalIgnoreCase)));
    }
}
