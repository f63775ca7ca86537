namespace Switchyard.Agents.Tools.Text;

/// <summary>Replaces every occurrence of a text.</summary>
public sealed class ReplaceTextTool : ComputedTool
{
    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "replace_text",
        Description = "Replace every occurrence of a word or phrase in a text.",
        Category = ToolCategories.Text,
        WhenToUse = "Use it to put one plain text in place of another.",
        Parameters =
        [
            new("text", ToolParameterKind.Text, "The text to change.") { MaxLength = TextLimits.MaxLength },
            new("find", ToolParameterKind.Text, "What to replace, exactly as it is written.") { MaxLength = 10_000 },
            new("replacement", ToolParameterKind.Text, "What to put there; empty removes it.") { MaxLength = 10_000 },
        ],
        Tags = ["replace", "substitute", "exchange", "swap", "phrase"],
        Examples = ["Replace \"cat\" by \"dog\" in \"a cat\"", "Substitute every comma by a semicolon in \"a,b\""],
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var (text, find, replacement) = (arguments.GetText("text"), arguments.GetText("find"), arguments.GetText("replacement"));
        if (find.Length == 0)
        {
            return ToolResult.Failure("find is empty");
        }

        var count = TextLimits.Count(text, find);
        return text.Length + (count * ((long)replacement.Length - find.Length)) <= TextLimits.MaxOutput
            ? ToolResult.Success(text.Replace(find, replacement, StringComparison.Ordinal))
            : ToolResult.Failure(TextLimits.TooLong);
    }
}
