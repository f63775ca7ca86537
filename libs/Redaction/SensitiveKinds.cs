using System.Text.RegularExpressions;

namespace Switchyard.Redaction;

/// <summary>Says what kinds of personal data and secrets a text holds: those that <see cref="Redactor"/> knows. Long texts are read piece by piece, so that no pattern is at one for long.</summary>
public static class SensitiveKinds
{
    /// <summary>Stands for what nobody had the time to find.</summary>
    public const string Unknown = "text that took too long to be looked through";

    /// <summary>How many digits the shortest number has that <see cref="FindNumbers"/> finds.</summary>
    public const int MinDigits = CardNumbers.MinDigits;

    private const int PieceLength = 64 * 1024;

    // Longer than what a pattern needs to see of anything. Pieces begin with a word where they can: within one an end of it would be taken for a whole.
    private const int Overlap = 1024;

    /// <summary>Adds the kinds in <paramref name="text"/> to <paramref name="kinds"/>.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits for them any longer.</exception>
    public static void Find(string text, ISet<string> kinds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(kinds);
        var start = 0;
        while (start + PieceLength < text.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var end = start + PieceLength;
            FindInPiece(text[start..end], kinds);
            start = end - Overlap + Math.Max(text.AsSpan(end - Overlap, Overlap / 2).IndexOfAny(' ', '\n'), 0);
        }

        FindInPiece(text[start..], kinds);
    }

    /// <summary>Adds the kinds of numbers with a check digit in <paramref name="text"/> to <paramref name="kinds"/>.</summary>
    public static void FindNumbers(string text, ISet<string> kinds)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(kinds);
        List<Finding> findings = [];
        CardNumbers.Find(text, findings);
        AccountNumbers.Find(text, findings);
        foreach (var finding in findings)
        {
            kinds.Add(finding.What);
        }
    }

    private static void FindInPiece(string piece, ISet<string> kinds)
    {
        var text = PlainText.Of(piece);
        try
        {
            foreach (var pattern in RedactionPatterns.BuiltIn)
            {
                if (!kinds.Contains(pattern.What) && pattern.IsIn(text))
                {
                    kinds.Add(pattern.What);
                }
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // What cannot be looked at does not leave.
            kinds.Add(Unknown);
        }

        FindNumbers(text, kinds);
    }
}
