using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Switchyard.Redaction;

/// <summary>Makes secrets and personal data in a text unreadable: <c>[redacted: e-mail address]</c>. It finds what has a form; a name or a secret in plain words has none.</summary>
/// <remarks>Safe for concurrent use.</remarks>
/// <param name="ownPatterns">What else is made unreadable: name to regular expression, see <see cref="Compile"/>. Patterns in a list have numbers for names.</param>
/// <param name="time">The clock.</param>
public sealed class Redactor(IReadOnlyDictionary<string, string> ownPatterns, TimeProvider time)
{
    // For all of a request and its answer. What takes longer is an operator's pattern, and there may be many places where it fits.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly List<RedactionPattern> _own = [.. ownPatterns.Select(static pair => new RedactionPattern(Compile(pair.Value), NameOf(pair.Key), RedactionPatterns.Always))];

    /// <summary>Initializes a new instance of the <see cref="Redactor"/> class that looks for what everybody wants hidden.</summary>
    /// <param name="time">The clock.</param>
    public Redactor(TimeProvider time)
        : this(FrozenDictionary<string, string>.Empty, time)
    {
    }

    /// <summary>Makes a pattern of one's own, whose time grows with the text and no faster.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    /// <exception cref="NotSupportedException">It needs backtracking.</exception>
    public static Regex Compile(string pattern) => RedactionPatterns.Compile(pattern);

    /// <summary>Gets a text with labels in place of what must not be read; the text itself where there is nothing.</summary>
    /// <exception cref="RegexMatchTimeoutException">A pattern takes too long.</exception>
    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Redact(text, text.Length, time.GetTimestamp()) is { Count: > 0 } redacted ? redacted.Text : text;
    }

    /// <summary>Gets the beginning of a text with labels in place of what must not be kept.</summary>
    /// <param name="text">The text, with what follows the part that is kept: a secret that is cut in two is none that a pattern knows.</param>
    /// <param name="length">How much of it is kept.</param>
    /// <param name="started">When the work began of which this is a part, as a timestamp.</param>
    /// <returns>The text and how many labels are in it.</returns>
    /// <exception cref="RegexMatchTimeoutException">A pattern takes too long.</exception>
    public (string Text, int Count) Redact(string text, int length, long started)
    {
        ArgumentNullException.ThrowIfNull(text);
        var findings = Find(text, started);
        if (findings.Count == 0)
        {
            return (text[..length], 0);
        }

        // Of two that begin together the longer one names both.
        findings.Sort(static (left, right) => (left.Start, -left.End).CompareTo((right.Start, -right.End)));
        var (kept, at, count) = (new StringBuilder(length), 0, 0);
        foreach (var (start, end, what) in findings.TakeWhile(finding => finding.Start < length))
        {
            if (start >= at)
            {
                kept.Append(text, at, start - at).Append(CultureInfo.InvariantCulture, $"[redacted: {what}]");
                count++;
            }

            at = Math.Max(at, end);
        }

        return (kept.Append(text, Math.Min(at, length), Math.Max(length - at, 0)).ToString(), count);
    }

    private List<Finding> Find(string text, long started)
    {
        var findings = new List<Finding>();
        var (read, places) = JsonEscapes.Read(text);
        var plain = JsonEscapes.Blank(PlainText.Of(read));
        Find(plain, RedactionPatterns.BuiltIn, findings, started);
        Find(plain, _own, findings, started);
        CardNumbers.Find(plain, findings);
        AccountNumbers.Find(plain, findings);
        for (var i = 0; places is not null && i < findings.Count; i++)
        {
            findings[i] = findings[i] with { Start = places[findings[i].Start], End = places[findings[i].End] };
        }

        if (!ReferenceEquals(plain, text))
        {
            // An operator's pattern may mean the backslash itself.
            Find(text, _own, findings, started);
        }

        return findings;
    }

    private void Find(string text, IReadOnlyList<RedactionPattern> patterns, List<Finding> findings, long started)
    {
        foreach (var (pattern, what, isMeant) in patterns)
        {
            foreach (var match in pattern.EnumerateMatches(text))
            {
                if (isMeant(text, match.Index, match.Index + match.Length))
                {
                    findings.Add(new Finding(match.Index, match.Index + match.Length, what));
                }

                if (time.GetElapsedTime(started) > s_patience)
                {
                    throw new RegexMatchTimeoutException();
                }
            }
        }
    }

    private static string NameOf(string key) => int.TryParse(key, out _) ? $"pattern {key}" : key;
}
