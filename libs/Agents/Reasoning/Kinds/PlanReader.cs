using System.Text.RegularExpressions;

namespace Switchyard.Agents.Reasoning.Kinds;

/// <summary>Reads the steps of a plan: the items of the first list in a model's answer.</summary>
internal static partial class PlanReader
{
    public static IReadOnlyList<string> Read(string text) => [.. Item().Matches(text).Select(match => match.Groups["step"].Value.Trim()).Where(step => step.Length > 0)];

    [GeneratedRegex(@"^[ \t]*(?:\d{1,3}[.)]|[-*•])[ \t]+(?<step>.+)$", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Item();
}
