using System.Buffers;
using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Builtins;

/// <summary>The methods of strings that cut them into parts.</summary>
internal static class StringSplitting
{
    private static readonly SearchValues<char> s_lineEnds = SearchValues.Create("\n\r\v\f\u001c\u001d\u001e\u0085\u2028\u2029");

    /// <summary>Splits at a separator, or at runs of blanks when there is none; at most <paramref name="limit"/> times unless it is negative.</summary>
    public static object? Split(string text, string? separator, long limit, bool fromEnd, RenderContext context)
    {
        limit = limit < 0 ? long.MaxValue : limit;
        if (separator is null)
        {
            return ToList(fromEnd ? SplitBlanksFromEnd(text, limit) : SplitBlanks(text, limit), context);
        }

        if (separator.Length == 0)
        {
            throw TemplateErrors.Runtime("splits at an empty text");
        }

        context.ChargeSearch(text, separator);
        return ToList(fromEnd ? SplitFromEnd(text, separator, limit) : SplitFromStart(text, separator, limit), context);
    }

    public static object? Partition(string text, string separator, bool fromEnd, RenderContext context)
    {
        if (separator.Length == 0)
        {
            throw TemplateErrors.Runtime("parts a text at an empty text");
        }

        context.ChargeSearch(text, separator);
        var at = fromEnd ? text.LastIndexOf(separator, StringComparison.Ordinal) : text.IndexOf(separator, StringComparison.Ordinal);
        return at >= 0 ? TemplateList.Tuple(text[..at], separator, text[(at + separator.Length)..])
            : fromEnd ? TemplateList.Tuple(string.Empty, string.Empty, text)
            : TemplateList.Tuple(text, string.Empty, string.Empty);
    }

    /// <summary>Splits into lines; the end of the last line makes no further line.</summary>
    public static List<string> Lines(string text, bool keepEnds)
    {
        var lines = new List<string>();
        var start = 0;
        while (start < text.Length)
        {
            var length = text.AsSpan(start).IndexOfAny(s_lineEnds);
            var end = length < 0 ? text.Length : start + length;
            var next = length < 0 ? end : end + (text.AsSpan(end).StartsWith("\r\n") ? 2 : 1);
            lines.Add(text[start..(keepEnds ? next : end)]);
            start = next;
        }

        return lines;
    }

    public static TemplateList ToList(List<string> parts, RenderContext context)
    {
        context.Charge(parts.Count);
        return TemplateList.List([.. parts]);
    }

    private static List<string> SplitFromStart(string text, string separator, long limit)
    {
        var parts = new List<string>();
        var start = 0;
        for (var at = text.IndexOf(separator, StringComparison.Ordinal); at >= 0 && parts.Count < limit; at = text.IndexOf(separator, start, StringComparison.Ordinal))
        {
            parts.Add(text[start..at]);
            start = at + separator.Length;
        }

        parts.Add(text[start..]);
        return parts;
    }

    private static List<string> SplitFromEnd(string text, string separator, long limit)
    {
        var parts = new List<string>();
        var end = text.Length;
        while (parts.Count < limit && text.AsSpan(0, end).LastIndexOf(separator) is >= 0 and var at)
        {
            parts.Add(text[(at + separator.Length)..end]);
            end = at;
        }

        parts.Add(text[..end]);
        parts.Reverse();
        return parts;
    }

    private static List<string> SplitBlanks(string text, long limit)
    {
        var parts = new List<string>();
        var start = SkipBlanks(text, 0);
        while (start < text.Length && parts.Count < limit)
        {
            var end = start;
            while (end < text.Length && !PythonText.IsSpace(text[end]))
            {
                end++;
            }

            parts.Add(text[start..end]);
            start = SkipBlanks(text, end);
        }

        parts.AddRange(start < text.Length ? [text[start..]] : []);
        return parts;
    }

    private static List<string> SplitBlanksFromEnd(string text, long limit)
    {
        var parts = new List<string>();
        var end = TrimmedEnd(text, text.Length);
        while (end > 0 && parts.Count < limit)
        {
            var start = end;
            while (start > 0 && !PythonText.IsSpace(text[start - 1]))
            {
                start--;
            }

            parts.Add(text[start..end]);
            end = TrimmedEnd(text, start);
        }

        parts.AddRange(end > 0 ? [text[..end]] : []);
        parts.Reverse();
        return parts;
    }

    private static int SkipBlanks(string text, int start)
    {
        while (start < text.Length && PythonText.IsSpace(text[start]))
        {
            start++;
        }

        return start;
    }

    private static int TrimmedEnd(string text, int end)
    {
        while (end > 0 && PythonText.IsSpace(text[end - 1]))
        {
            end--;
        }

        return end;
    }
}
