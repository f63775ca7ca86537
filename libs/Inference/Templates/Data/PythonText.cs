using System.Text;

namespace Switchyard.Inference.Templates.Data;

/// <summary>
/// Strings as Python sees them: a sequence of code points, where .NET's are UTF-16. Half a surrogate pair counts as one.
/// </summary>
internal static class PythonText
{
    public static bool IsSpace(char c) => c is >= '\u001c' and <= '\u001f' || char.IsWhiteSpace(c);

    public static int Length(string text)
    {
        var length = text.Length;
        for (var i = NextSurrogate(text, 0); i >= 0; i = NextSurrogate(text, i))
        {
            length -= IsPair(text, i) ? 1 : 0;
            i += IsPair(text, i) ? 2 : 1;
        }

        return length;
    }

    /// <summary>Gets the UTF-16 offset of the code point <paramref name="index"/>, which lies in the text or at its end.</summary>
    public static int Offset(string text, int index)
    {
        if (!HasSurrogates(text))
        {
            return index;
        }

        var offset = 0;
        for (; index > 0; index--)
        {
            offset += IsPair(text, offset) ? 2 : 1;
        }

        return offset;
    }

    /// <summary>Gets the number of the code point at the UTF-16 offset <paramref name="offset"/>; -1 stays -1.</summary>
    public static int Index(string text, int offset) => offset < 0 ? offset : Length(text[..offset]);

    /// <summary>Gets the code points as strings.</summary>
    public static List<object?> Split(string text)
    {
        var points = new List<object?>(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var length = IsPair(text, i) ? 2 : 1;
            points.Add(text.Substring(i, length));
            i += length;
        }

        return points;
    }

    public static string Part(string text, int start, int end)
    {
        if (end <= start)
        {
            return string.Empty;
        }

        var from = Offset(text, start);
        return text[from..(from + Offset(text[from..], end - start))];
    }

    /// <summary>Takes blanks, or the given characters, off the ends.</summary>
    public static string Trim(string text, string? characters, bool left, bool right)
    {
        var points = characters is null ? null : new HashSet<object?>(Split(characters));
        var start = 0;
        var end = text.Length;
        while (left && start < end && Trimmed(text, start, IsPair(text, start) ? 2 : 1, points) is > 0 and var length)
        {
            start += length;
        }

        while (right && end > start && TrimmedBefore(text, start, end, points) is > 0 and var length)
        {
            end -= length;
        }

        return text[start..end];
    }

    public static string Trim(string text) => Trim(text, null, left: true, right: true);

    /// <summary>Compares by code points. UTF-16 order differs: surrogates lie below U+E000.</summary>
    public static int Compare(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        var (a, b) = (left[common], right[common]);
        return char.IsSurrogate(a) == char.IsSurrogate(b) ? a.CompareTo(b) : char.IsSurrogate(a) ? 1 : -1;
    }

    public static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    // The number of UTF-16 units to take off, or 0.
    private static int Trimmed(string text, int at, int length, HashSet<object?>? points) =>
        points is null ? (IsSpace(text[at]) ? 1 : 0) : points.Contains(text.Substring(at, length)) ? length : 0;

    private static int TrimmedBefore(string text, int start, int end, HashSet<object?>? points)
    {
        var length = end - 2 >= start && IsPair(text, end - 2) ? 2 : 1;
        return Trimmed(text, end - length, length, points);
    }

    private static bool HasSurrogates(string text) => NextSurrogate(text, 0) >= 0;

    private static int NextSurrogate(string text, int start)
    {
        var at = start >= text.Length ? -1 : text.AsSpan(start).IndexOfAnyInRange('\uD800', '\uDFFF');
        return at < 0 ? -1 : start + at;
    }

    private static bool IsPair(string text, int index) => index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]);
}
