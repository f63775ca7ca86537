using System.Globalization;

namespace Switchyard.Agents.Tools.Text;

/// <summary>Sorts lines. Equal ones keep their order; numbers sort by the number a line begins with, lines without one come last.</summary>
public sealed class SortLinesTool : ComputedTool
{
    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "sort_lines",
        Description = "Sort the lines of a text.",
        Category = ToolCategories.Text,
        WhenToUse = "Use it to order a list by letters or numbers, or to drop lines that occur twice.",
        Parameters =
        [
            new("text", ToolParameterKind.Text, "The lines.") { MaxLength = TextLimits.MaxLength },
            new("order", ToolParameterKind.Text, "ascending when absent; unique sorts and drops repeated lines.") { Required = false, AllowedValues = ["ascending", "descending", "numbers", "unique"], MaxLength = 20 },
        ],
        Tags = ["sort", "order", "alphabetical", "ascending", "descending", "duplicates", "unique"],
        Examples = ["Sort these lines alphabetically", "Sort the list in descending order", "Remove duplicate lines"],
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var lines = arguments.GetText("text").ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var sorted = arguments.GetText("order", "ascending").ToLowerInvariant() switch
        {
            "descending" => lines.OrderDescending(StringComparer.OrdinalIgnoreCase),
            "numbers" => lines.OrderBy(LeadingNumber).AsEnumerable(),
            "unique" => lines.Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase),
            _ => lines.Order(StringComparer.OrdinalIgnoreCase),
        };
        return ToolResult.Success(string.Join('\n', sorted));
    }

    private static double LeadingNumber(string line)
    {
        var text = line.AsSpan().TrimStart();
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.' || (end == 0 && text[end] is '-' or '+')))
        {
            end++;
        }

        return double.TryParse(text[..end], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.PositiveInfinity;
    }
}
