using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Switchyard.Agents.Tools.Text;

/// <summary>Lists what a regular expression finds.</summary>
public sealed class FindPatternTool : ComputedTool
{
    private const int MaxMatches = 200;

    private static readonly TimeSpan s_timeLimit = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "find_pattern",
        Description = "Find the matches of a regular expression in a text.",
        Category = ToolCategories.Text,
        WhenToUse = "Use it to pull addresses, codes, numbers or other patterns out of a text.",
        Parameters = [new("text", ToolParameterKind.Text, "The text to look in.") { MaxLength = TextLimits.MaxLength }, TextPattern.Parameter],
        Tags = ["regex", "regexp", "pattern", "match", "matches", "extract", "expression"],
        Examples = ["Find all matches of the regex \\d+ in \"a1 b22\"", "Extract the e-mail addresses by a pattern"],
        Timeout = TimeSpan.FromSeconds(5),
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return TextPattern.Run(arguments.GetText("pattern"), regex => List(regex, arguments.GetText("text")));
    }

    // The limit of a Regex is one match's; two hundred slow ones have one of their own.
    private static ToolResult List(Regex regex, string text)
    {
        var found = new List<string>();
        var started = Stopwatch.GetTimestamp();
        for (var match = regex.Match(text); match.Success; match = match.NextMatch())
        {
            if (found.Count == MaxMatches || Stopwatch.GetElapsedTime(started) > s_timeLimit)
            {
                found.Add($"(more than these {found.Count})");
                break;
            }

            found.Add(match.Value);
        }

        return ToolResult.Success(found.Count == 0 ? "(no match)" : string.Join('\n', found));
    }
}
