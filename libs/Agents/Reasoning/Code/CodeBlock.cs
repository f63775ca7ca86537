using System.Text.RegularExpressions;

namespace Switchyard.Agents.Reasoning.Code;

/// <summary>Finds the code in a model's answer: the first block that is fenced as Python, or as nothing at all. One that is not closed reaches to the end.</summary>
internal static partial class CodeBlock
{
    public static string? Find(string text) => Fence().Match(text) is { Success: true } match && match.Groups["code"].Value.Trim('\r', '\n') is { Length: > 0 } code ? code : null;

    [GeneratedRegex(@"```(?:python|py)?[ \t]*\r?\n(?<code>.*?)(?:(?<=\n)[ \t]*```|\z)", RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Fence();
}
