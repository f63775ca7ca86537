using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Switchyard.Agents.Tools.Text;

/// <summary>Regular expressions that a model wrote. Where one backtracks without end, the time limit ends it, since nothing else in the runtime can.</summary>
internal static class TextPattern
{
    public const int MaxLength = 500;

    private static readonly TimeSpan s_timeLimit = TimeSpan.FromSeconds(1);

    public static ToolParameter Parameter => new("pattern", ToolParameterKind.Text, "The regular expression, as .NET writes them.") { MaxLength = MaxLength };

    /// <summary>Runs <paramref name="work"/> with a pattern; a pattern that is none, or takes too long, is a result.</summary>
    public static ToolResult Run(string pattern, Func<Regex, ToolResult> work)
    {
        if (!TryCreate(pattern, out var regex, out var error))
        {
            return ToolResult.Failure(error);
        }

        try
        {
            return work(regex);
        }
        catch (RegexMatchTimeoutException)
        {
            return ToolResult.Failure($"the pattern took longer than {s_timeLimit.TotalSeconds:0.#} seconds; write one that has fewer ways to match");
        }
    }

    private static bool TryCreate(string pattern, [NotNullWhen(true)] out Regex? regex, [NotNullWhen(false)] out string? error)
    {
        try
        {
            regex = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.Multiline, s_timeLimit);
            error = null;
            return true;
        }
        catch (RegexParseException exception)
        {
            regex = null;
            error = $"the pattern is wrong at character {exception.Offset}: {exception.Error}";
            return false;
        }
    }
}
