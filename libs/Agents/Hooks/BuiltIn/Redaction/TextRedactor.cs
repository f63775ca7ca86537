namespace Switchyard.Agents.Hooks.BuiltIn.Redaction;

/// <summary>Makes secrets and personal data in texts unreadable: <c>[redacted: e-mail address]</c>.</summary>
/// <param name="rules">What is looked for, in the order in which it is.</param>
public sealed class TextRedactor(IReadOnlyList<RedactionRule> rules)
{
    /// <summary>Gets the text with labels in place of what must not be read; the text itself where there is nothing.</summary>
    /// <exception cref="System.Text.RegularExpressions.RegexMatchTimeoutException">A pattern takes too long.</exception>
    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var rule in rules)
        {
            text = rule.Pattern.Replace(text, match => rule.IsMeant(match.Value) ? $"[redacted: {rule.What}]" : match.Value);
        }

        return text;
    }
}
