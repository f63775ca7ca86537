using System.Globalization;
using System.Text.RegularExpressions;

namespace Switchyard.Inference.Templates.Data;

/// <summary>Numbers in text, as Python's int() and float() read them.</summary>
internal static partial class PythonNumber
{
    /// <summary>Reads a whole number of a base from 2 to 36; null when the text is none or has more than 64 bits.</summary>
    public static long? ParseWhole(string text, long numberBase)
    {
        var match = Whole().Match(PythonText.Trim(text));
        if (!match.Success || numberBase is < 2 or > 36)
        {
            return null;
        }

        var digits = match.Groups["digits"].Value.ToLowerInvariant();
        var prefix = numberBase switch { 16 => "0x", 8 => "0o", 2 => "0b", _ => "\0" };
        digits = digits.StartsWith(prefix, StringComparison.Ordinal) ? digits[2..].TrimStart('_') : digits;
        var number = 0L;
        foreach (var c in digits)
        {
            if (c == '_')
            {
                continue;
            }

            var digit = char.IsAsciiDigit(c) ? c - '0' : c - 'a' + 10;
            if (digit >= numberBase || number > (long.MaxValue - digit) / numberBase)
            {
                return null;
            }

            number = (number * numberBase) + digit;
        }

        return digits.Length == 0 ? null : match.ValueSpan[0] == '-' ? -number : number;
    }

    /// <summary>Reads a floating-point number, infinity or nan; null when the text is none.</summary>
    public static double? ParseFloat(string text)
    {
        text = PythonText.Trim(text);
        if (Float().IsMatch(text))
        {
            return double.Parse(text.Replace("_", string.Empty, StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        return text.TrimStart('+', '-').ToLowerInvariant() switch
        {
            "inf" or "infinity" => text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity,
            "nan" => double.NaN,
            _ => null,
        };
    }

    [GeneratedRegex(@"^[-+]?(?<digits>[0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*)\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^[-+]?(?:[0-9]+(?:_[0-9]+)*(?:\.(?:[0-9]+(?:_[0-9]+)*)?)?|\.[0-9]+(?:_[0-9]+)*)(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?\z")]
    private static partial Regex Float();
}
