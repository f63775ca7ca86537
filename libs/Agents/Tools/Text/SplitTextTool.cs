namespace Switchyard.Agents.Tools.Text;

/// <summary>Takes a text apart at a separator.</summary>
public sealed class SplitTextTool : ComputedTool
{
    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "split_text",
        Description = "Split a text at a separator into lines.",
        Category = ToolCategories.Text,
        WhenToUse = "Use it to take a list in one line apart.",
        Parameters =
        [
            new("text", ToolParameterKind.Text, "The text to split.") { MaxLength = TextLimits.MaxLength },
            new("separator", ToolParameterKind.Text, "What stands between the pieces; a comma when absent.") { Required = false, MaxLength = 100 },
        ],
        Tags = ["split", "separate", "pieces", "separator", "delimiter"],
        Examples = ["Split \"a;b;c\" at the semicolons", "Split this list into lines: a, b, c"],
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var separator = arguments.GetText("separator", ",");
        return separator.Length == 0
            ? ToolResult.Failure("the separator is empty")
            : ToolResult.Success(string.Join('\n', arguments.GetText("text").Split(separator, StringSplitOptions.TrimEntries)));
    }
}
