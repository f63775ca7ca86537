using System.Text.RegularExpressions;
using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Builtins;

/// <summary>Filters for texts.</summary>
internal static partial class TextFilters
{
    public static object? Indent(object? value, BoundArguments arguments, RenderContext context)
    {
        var text = value as string ?? throw TemplateErrors.Runtime($"indents {Values.Describe(value)}");
        var indent = ReadWidth(arguments.Get(0, 4L), context);
        var (first, blank) = (arguments.Flag(1, false), arguments.Flag(2, false));
        var output = new BoundedText(context);
        var lines = StringSplitting.Lines(text + "\n", keepEnds: false);
        for (var i = 0; i < lines.Count; i++)
        {
            output.Append(i == 0 ? string.Empty : "\n");
            output.Append((i == 0 ? first : blank || lines[i].Length > 0) ? indent : string.Empty).Append(lines[i]);
        }

        return output.ToString();
    }

    public static object? Replace(object? value, BoundArguments arguments, RenderContext context) => Replace(
        PythonRepr.ToText(value, context),
        PythonRepr.ToText(arguments.Get(0), context),
        PythonRepr.ToText(arguments.Get(1), context),
        arguments.Get(2, null) is null ? -1 : arguments.Whole(2, -1),
        context);

    public static string Replace(string text, string old, string replacement, long count, RenderContext context)
    {
        context.ChargeSearch(text, old);
        var output = new BoundedText(context);
        var copied = 0;
        for (var at = NextPlace(text, old, 0); at >= 0 && count != 0; at = NextPlace(text, old, copied + (old.Length == 0 ? 1 : 0)))
        {
            output.Append(text, copied, at - copied).Append(replacement);
            copied = at + old.Length;
            count--;
        }

        return output.Append(text, copied, text.Length - copied).ToString();
    }

    public static string Escape(string text, RenderContext context)
    {
        var output = new BoundedText(context);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => output.Append("&amp;"),
                '<' => output.Append("&lt;"),
                '>' => output.Append("&gt;"),
                '\'' => output.Append("&#39;"),
                '"' => output.Append("&#34;"),
                _ => output.Append(c),
            };
        }

        return output.ToString();
    }

    // Words begin after blanks, hyphens and opening brackets; the method of the same name takes any other character for a border.
    public static string Title(string text) => WordBorders().Replace(text, static word => CaseMapping.Capitalize(word.Value));

    public static long CountWords(string text) => Words().Count(text);

    public static object? Truncate(object? value, BoundArguments arguments, RenderContext context)
    {
        var (length, end) = (arguments.Whole(0, 255), arguments.Text(2, "..."));
        var leeway = arguments.Get(3, null) is null ? 5 : arguments.Whole(3, 5);
        var kept = length - PythonText.Length(end);
        if (kept < 0 || leeway < 0)
        {
            throw TemplateErrors.Runtime($"truncates to {length} characters with a leeway of {leeway}");
        }

        if (Values.Count(value) - leeway <= length)
        {
            return value;
        }

        var text = value as string ?? throw TemplateErrors.Runtime($"truncates {Values.Describe(value)}");
        var start = PythonText.Part(text, 0, (int)kept);
        var space = start.LastIndexOf(' ');
        return (arguments.Flag(1, false) || space < 0 ? start : start[..space]) + end;
    }

    public static object? Format(object? value, CallArguments arguments, RenderContext context)
    {
        if (arguments.Named.Count > 0)
        {
            throw TemplateErrors.Runtime("calls 'format' with named arguments, which is not served");
        }

        return PercentFormat.Apply(PythonRepr.ToText(value, context), TemplateList.Tuple([.. arguments.Positional]), context);
    }

    private static string ReadWidth(object? width, RenderContext context)
    {
        if (width is string indent)
        {
            return indent;
        }

        var count = Math.Max(0, Values.ToWhole(width));
        context.ChargeText(count);
        return new string(' ', (int)count);
    }

    // An empty text stands before each character and at the end; not within a surrogate pair.
    private static int NextPlace(string text, string old, int start)
    {
        if (start > text.Length)
        {
            return -1;
        }

        var isInPair = old.Length == 0 && start > 0 && start < text.Length && char.IsSurrogatePair(text[start - 1], text[start]);
        return text.IndexOf(old, isInPair ? start + 1 : start, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"[^-\s({\[<]+")]
    private static partial Regex WordBorders();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Words();
}
