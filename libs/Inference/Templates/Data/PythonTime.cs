using System.Globalization;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Data;

/// <summary>Times as Python's strftime writes them in the C locale.</summary>
internal static class PythonTime
{
    public static string Format(DateTimeOffset time, string format, RenderContext context)
    {
        context.Charge(format.Length);
        var output = new BoundedText(context);
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                output.Append(format[i]);
                continue;
            }

            // A hyphen takes the leading zero or blank away.
            var isShort = format[i + 1] == '-' && i + 2 < format.Length;
            i += isShort ? 2 : 1;
            var text = Write(time, format[i]) ?? throw TemplateErrors.Runtime($"writes a time with '%{format[i]}', which is not served");
            output.Append(isShort && text.Length > 1 ? text.TrimStart('0', ' ') is { Length: > 0 } trimmed ? trimmed : "0" : text);
        }

        return output.ToString();
    }

    private static string? Write(DateTimeOffset time, char directive) => directive switch
    {
        'Y' => Custom(time, "yyyy"),
        'y' => Custom(time, "yy"),
        'm' => Custom(time, "MM"),
        'B' => Custom(time, "MMMM"),
        'b' or 'h' => Custom(time, "MMM"),
        'd' => Custom(time, "dd"),
        'e' => time.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2),
        'j' => time.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
        'A' => Custom(time, "dddd"),
        'a' => Custom(time, "ddd"),
        'u' => (((int)time.DayOfWeek + 6) % 7 + 1).ToString(CultureInfo.InvariantCulture),
        'w' => ((int)time.DayOfWeek).ToString(CultureInfo.InvariantCulture),
        'H' => Custom(time, "HH"),
        'I' => Custom(time, "hh"),
        'M' => Custom(time, "mm"),
        'S' => Custom(time, "ss"),
        'f' => Custom(time, "ffffff"),
        'p' => time.Hour < 12 ? "AM" : "PM",
        'F' => Custom(time, "yyyy-MM-dd"),
        'T' or 'X' => Custom(time, "HH:mm:ss"),
        'R' => Custom(time, "HH:mm"),
        'D' or 'x' => Custom(time, "MM/dd/yy"),
        'c' => $"{Custom(time, "ddd MMM")} {time.Day,2} {Custom(time, "HH:mm:ss yyyy")}",
        'n' => "\n",
        't' => "\t",
        '%' => "%",
        _ => null,
    };

    private static string Custom(DateTimeOffset time, string format) => time.ToString(format, CultureInfo.InvariantCulture);
}
