using System.Text.RegularExpressions;

namespace Switchyard.Agents.Hooks.BuiltIn.Redaction;

/// <summary>One kind of what is made unreadable.</summary>
/// <param name="What">What it is, as the label in its place says.</param>
/// <param name="Pattern">What it looks like. One that does not backtrack takes time that grows with the text and no faster.</param>
public sealed record RedactionRule(string What, Regex Pattern)
{
    /// <summary>Gets what tells of a match whether it is one or only looks so. Default: all are.</summary>
    public Func<string, bool> IsMeant { get; init; } = static _ => true;
}
