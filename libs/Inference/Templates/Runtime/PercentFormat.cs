using System.Globalization;
using System.Text.RegularExpressions;
using Switchyard.Inference.Templates.Data;

namespace Switchyard.Inference.Templates.Runtime;

/// <summary>Python's <c>%</c> formatting with the conversions s, r, d, i, f, x and %; widths, signs and other conversions are refused.</summary>
internal static partial class PercentFormat
{
    public static string Apply(string format, object? value, RenderContext context)
    {
        var values = value is TemplateList { Kind: ListKind.Tuple } tuple ? tuple.Items : [value];
        var output = new BoundedText(context);
        var (copied, used) = (0, 0);
        for (var at = format.IndexOf('%', StringComparison.Ordinal); at >= 0; at = format.IndexOf('%', copied))
        {
            output.Append(format, copied, at - copied);
            var match = Conversion().Match(format, at);
            if (!match.Success)
            {
                throw TemplateErrors.Runtime($"formats with '{format.Substring(at, Math.Min(8, format.Length - at))}', which is not served");
            }

            output.Append(match.ValueSpan[^1] == '%' ? "%" : Write(match, values, used++, context));
            copied = at + match.Length;
        }

        // A mapping or list may be there for named places, of which there need not be any.
        return used >= values.Count || value is TemplateMap or TemplateList { Kind: ListKind.List or ListKind.Range }
            ? output.Append(format, copied, format.Length - copied).ToString()
            : throw TemplateErrors.Runtime("formats with more values than the text has places");
    }

    private static string Write(Match match, List<object?> values, int index, RenderContext context)
    {
        var value = index < values.Count ? values[index] : throw TemplateErrors.Runtime("formats with fewer values than the text has places");
        var conversion = match.ValueSpan[^1];
        if (conversion is 's' or 'r')
        {
            return match.Groups["digits"].Success ? throw TemplateErrors.Runtime("formats a text with a precision, which is not served")
                : conversion == 's' ? PythonRepr.ToText(value, context) : PythonRepr.Repr(value, context);
        }

        if (!Values.TryNumber(value, out var number) || (conversion == 'x' && value is not (long or bool)))
        {
            throw TemplateErrors.Runtime($"formats {Values.Describe(value)} as a number");
        }

        var digits = match.Groups["digits"].Success ? match.Groups["digits"].Value : "6";
        return conversion switch
        {
            'f' => number.ToString("F" + digits, CultureInfo.InvariantCulture),
            'x' => Values.ToWhole(value) is var whole && whole < 0 ? "-" + (-whole).ToString("x", CultureInfo.InvariantCulture) : whole.ToString("x", CultureInfo.InvariantCulture),
            _ => value is double ? Math.Truncate(number).ToString("F0", CultureInfo.InvariantCulture) : PythonRepr.ToText(value is bool truth ? (truth ? 1L : 0L) : value, context),
        };
    }

    [GeneratedRegex(@"\G%(?:[srdix%]|(?:\.(?<digits>[0-9]{1,2}))?f)")]
    private static partial Regex Conversion();
}
