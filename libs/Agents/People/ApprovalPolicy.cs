using System.Text.Json;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.People;

/// <summary>Says what happens to a tool call: the first rule that matches holds, and what no rule matches is allowed.</summary>
/// <param name="rules">The rules, the most important first.</param>
public sealed class ApprovalPolicy(IReadOnlyList<ApprovalRule> rules)
{
    private static readonly ApprovalRule s_allow = new() { Action = ApprovalAction.Allow };

    /// <summary>Finds the rule for a call.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="arguments">The arguments, a JSON object.</param>
    public ApprovalRule Find(ToolDefinition tool, JsonElement arguments)
    {
        ArgumentNullException.ThrowIfNull(tool);
        return rules.FirstOrDefault(rule => Matches(rule, tool, arguments)) ?? s_allow;
    }

    private static bool Matches(ApprovalRule rule, ToolDefinition tool, JsonElement arguments) =>
        (rule.Tool is null || IsLike(rule.Tool, tool.Name)) &&
        (rule.Class is null || rule.Class == tool.Effect) &&
        (rule.Argument is null || IsLike(rule.Matches ?? "*", TextOf(arguments, rule.Argument)));

    /// <summary>Whether a text is the pattern's pieces in their order, with anything where there is a star.</summary>
    private static bool IsLike(string pattern, string text)
    {
        var pieces = pattern.Split('*');
        var (first, last) = (pieces[0], pieces[^1]);
        if (pieces.Length == 1)
        {
            return text.Equals(pattern, StringComparison.OrdinalIgnoreCase);
        }

        if (text.Length < first.Length + last.Length || !text.StartsWith(first, StringComparison.OrdinalIgnoreCase) || !text.EndsWith(last, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var rest = text.AsSpan(first.Length, text.Length - first.Length - last.Length);
        foreach (var piece in pieces.AsSpan(1, pieces.Length - 2))
        {
            var found = rest.IndexOf(piece, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
            {
                return false;
            }

            rest = rest[(found + piece.Length)..];
        }

        return true;
    }

    private static string TextOf(JsonElement arguments, string name) =>
        !arguments.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? ""
        : value.ValueKind == JsonValueKind.String ? value.GetString()!
        : value.GetRawText();
}
