using System.Globalization;

namespace Switchyard.Agents.Tools.Text;

/// <summary>Counts how often a text occurs in another, without overlaps.</summary>
public sealed class CountOccurrencesTool : ComputedTool
{
    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "count_occurrences",
        Description = "Count how often something occurs in a text.",
        Category = ToolCategories.Text,
        WhenToUse = "Use it for how many times one text is in another, in upper or lower case.",
        Parameters =
        [
            new("text", ToolParameterKind.Text, "The text to look in.") { MaxLength = TextLimits.MaxLength },
            new("find", ToolParameterKind.Text, "What to count.") { MaxLength = 10_000 },
        ],
        Tags = ["occurrences", "occur", "often", "frequency", "letter"],
        Examples = ["How often does r occur in strawberry?", "How many times is \"the\" in \"the cat and the dog\"?"],
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var find = arguments.GetText("find").ToLowerInvariant();
        return find.Length == 0
            ? ToolResult.Failure("find is empty")
            : ToolResult.Success(TextLimits.Count(arguments.GetText("text").ToLowerInvariant(), find).ToString(CultureInfo.InvariantCulture));
    }
}
