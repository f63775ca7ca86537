namespace Switchyard.Agents.Tools.Text;

/// <summary>Shows which lines two texts do not share.</summary>
public sealed class CompareTextsTool : ComputedTool
{
    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "compare_texts",
        Description = "Show the difference between two texts, line by line.",
        Category = ToolCategories.Text,
        WhenToUse = "Use it for what changed from one version of a text to another.",
        Parameters =
        [
            new("before", ToolParameterKind.Text, "The first text.") { MaxLength = TextLimits.MaxLength },
            new("after", ToolParameterKind.Text, "The second text.") { MaxLength = TextLimits.MaxLength },
        ],
        Tags = ["diff", "compare", "changes", "changed", "versions", "differ"],
        Examples = ["Compare these two texts", "Show the diff of the old and the new version"],
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var (before, after) = (Lines(arguments.GetText("before")), Lines(arguments.GetText("after")));
        if (before.Length > LineDifference.MaxLines || after.Length > LineDifference.MaxLines)
        {
            return ToolResult.Failure($"a text has more than {LineDifference.MaxLines} lines");
        }

        var changes = LineDifference.Of(before, after);
        return ToolResult.Success(changes.Count == 0 ? "(no difference)" : string.Join('\n', changes));
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
