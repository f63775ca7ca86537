using System.Text.RegularExpressions;

namespace Switchyard.Redaction;

/// <summary>Finds UUIDs, whose groups may look like those of other numbers.</summary>
internal static partial class UuidForm
{
    private const int Length = 36;

    /// <summary>Tells whether one holds a part of what is from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public static bool Holds(string text, int start, int end)
    {
        var first = Math.Max(start - Length, 0);
        foreach (var match in Uuid().EnumerateMatches(text.AsSpan(first, Math.Min(end + Length, text.Length) - first)))
        {
            if (first + match.Index < end && first + match.Index + match.Length > start)
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")]
    private static partial Regex Uuid();
}
