using System.Text.RegularExpressions;

namespace Switchyard.Redaction;

/// <summary>One kind of what is made unreadable.</summary>
/// <param name="Pattern">How it looks.</param>
/// <param name="What">What it is.</param>
/// <param name="IsMeant">Tells of a match, by its text, start and end, what no pattern can: whether it only looks so.</param>
internal sealed record RedactionPattern(Regex Pattern, string What, Func<string, int, int, bool> IsMeant)
{
    /// <summary>Tells whether there is one in <paramref name="text"/>.</summary>
    /// <exception cref="RegexMatchTimeoutException">It takes too long.</exception>
    public bool IsIn(string text)
    {
        foreach (var match in Pattern.EnumerateMatches(text))
        {
            if (IsMeant(text, match.Index, match.Index + match.Length))
            {
                return true;
            }
        }

        return false;
    }
}
