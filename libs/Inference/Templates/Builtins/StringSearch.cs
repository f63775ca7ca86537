using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Builtins;

/// <summary>The methods of strings that look for others, in a part of the string when start and end are given, which count code points.</summary>
internal static class StringSearch
{
    public static object? Count(object? value, BoundArguments arguments, RenderContext context)
    {
        var (part, _, sought) = Read(value, arguments, context);
        if (sought.Length == 0)
        {
            return part is null ? 0L : PythonText.Length(part) + 1L;
        }

        var count = 0L;
        for (var at = part?.IndexOf(sought, StringComparison.Ordinal) ?? -1; at >= 0; at = part!.IndexOf(sought, at + sought.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }

    /// <summary>Gets where the sought text is, or -1.</summary>
    public static object? Find(object? value, BoundArguments arguments, bool fromEnd, RenderContext context)
    {
        var (part, start, sought) = Read(value, arguments, context);
        var at = part is null ? -1 : fromEnd ? LastIndex(part, sought) : part.IndexOf(sought, StringComparison.Ordinal);
        return at < 0 ? -1L : (long)start + PythonText.Index(part!, at);
    }

    public static object? Index(object? value, BoundArguments arguments, bool fromEnd, RenderContext context) =>
        Find(value, arguments, fromEnd, context) is >= 0L and var index ? index : throw TemplateErrors.Runtime("asks for the index of a text that is not there");

    /// <summary>Gets whether the string begins or ends with a text, or with one of a tuple.</summary>
    public static object? Matches(object? value, BoundArguments arguments, bool atEnd, RenderContext context)
    {
        var (part, _) = Part((string)value!, arguments);
        var options = arguments.Get(0) is TemplateList { Kind: ListKind.Tuple } tuple ? tuple.Items : [arguments.Get(0)];
        foreach (var option in options)
        {
            var text = option as string ?? throw TemplateErrors.Runtime($"looks for {Values.Describe(option)} at an end of a string");
            context.ChargeText(text.Length);
            if (part is not null && (atEnd ? part.EndsWith(text, StringComparison.Ordinal) : part.StartsWith(text, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    private static int LastIndex(string part, string sought) => sought.Length == 0 ? part.Length : part.LastIndexOf(sought, StringComparison.Ordinal);

    private static (string? Part, int Start, string Sought) Read(object? value, BoundArguments arguments, RenderContext context)
    {
        var (part, start) = Part((string)value!, arguments);
        context.ChargeSearch((string)value!, arguments.Text(0));
        return (part, start, arguments.Text(0));
    }

    // Null when the start lies behind the end, where not even an empty text is found.
    private static (string? Part, int Start) Part(string text, BoundArguments arguments)
    {
        if (!arguments.Has(1) && !arguments.Has(2))
        {
            return (text, 0);
        }

        var length = PythonText.Length(text);
        var start = Bound(arguments, 1, 0, length);
        var end = Math.Min(length, Bound(arguments, 2, length, length));
        return start > length || start > end ? (null, 0) : (PythonText.Part(text, (int)start, (int)end), (int)start);
    }

    private static long Bound(BoundArguments arguments, int index, long whenNone, int length)
    {
        var bound = arguments.Get(index, null) is null ? whenNone : arguments.Whole(index, whenNone);
        return bound < 0 ? Math.Max(0, bound + length) : bound;
    }
}
