using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Switchyard.Agents.Tools.Text;

/// <summary>Replaces what a regular expression finds.</summary>
public sealed class ReplacePatternTool : ComputedTool
{
    private static readonly TimeSpan s_timeLimit = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "replace_pattern",
        Description = "Replace the matches of a regular expression in a text.",
        Category = ToolCategories.Text,
        WhenToUse = "Use it to change a text by a pattern with groups.",
        Parameters =
        [
            new("text", ToolParameterKind.Text, "The text to change.") { MaxLength = TextLimits.MaxLength },
            TextPattern.Parameter,
            new("replacement", ToolParameterKind.Text, "What to put there; $1 is the first group.") { MaxLength = 1_000 },
        ],
        Tags = ["regex", "regexp", "pattern", "substitute", "replace", "groups", "expression"],
        Examples = ["Replace the regex (\\w+)@\\w+ by $1 in \"a@b\"", "Mask all digits with a pattern"],
        Timeout = TimeSpan.FromSeconds(5),
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return TextPattern.Run(arguments.GetText("pattern"), regex => Replace(regex, arguments.GetText("text"), arguments.GetText("replacement")));
    }

    private static ToolResult Replace(Regex regex, string text, string replacement)
    {
        var result = new StringBuilder();
        var copied = 0;
        var started = Stopwatch.GetTimestamp();
        for (var match = regex.Match(text); match.Success; match = match.NextMatch())
        {
            result.Append(text, copied, match.Index - copied).Append(match.Result(replacement));
            copied = match.Index + match.Length;
            if (result.Length > TextLimits.MaxOutput)
            {
                return ToolResult.Failure(TextLimits.TooLong);
            }

            if (Stopwatch.GetElapsedTime(started) > s_timeLimit)
            {
                return ToolResult.Failure($"replacing took longer than {s_timeLimit.TotalSeconds:0.#} seconds");
            }
        }

        return ToolResult.Success(result.Append(text, copied, text.Length - copied).ToString());
    }
}
