using System.Globalization;

namespace Switchyard.Inference.Templates.Data;

/// <summary>Floating-point numbers as Python writes and rounds them.</summary>
internal static class PythonFloat
{
    /// <summary>Writes the shortest text that reads back as the same number, in Python's form: 1.0, 1e+16, 1e-05, inf, nan.</summary>
    public static string Format(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }

        var shortest = number.ToString("E16", CultureInfo.InvariantCulture);
        for (var digits = 0; digits < 16; digits++)
        {
            var text = number.ToString($"E{digits}", CultureInfo.InvariantCulture);
            if (double.Parse(text, CultureInfo.InvariantCulture) == number)
            {
                shortest = text;
                break;
            }
        }

        return Arrange(shortest);
    }

    /// <summary>Rounds to <paramref name="digits"/> places of the exact decimal value, halves to even, as Python's round().</summary>
    public static double Round(double number, int digits)
    {
        if (digits <= 0)
        {
            var scale = Math.Pow(10, -digits);
            return Math.Round(number / scale, MidpointRounding.ToEven) * scale;
        }

        // No double has more than 1,074 places; the text is the exact value, on which halves are seen.
        var exact = number.ToString("F1080", CultureInfo.InvariantCulture);
        var point = exact.IndexOf('.', StringComparison.Ordinal);
        var rest = exact.AsSpan(point + 1 + digits).TrimEnd('0');
        var isHalf = rest is "5" && (exact[point + digits] - '0') % 2 == 0;
        return double.Parse(isHalf ? exact.AsSpan(0, point + 1 + digits) : number.ToString($"F{digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    // From d.ddddE+xxx to the form without an exponent between 1e-4 and 1e16, as Python's repr chooses.
    private static string Arrange(string scientific)
    {
        var sign = scientific[0] == '-' ? "-" : string.Empty;
        var mantissaEnd = scientific.IndexOf('E', StringComparison.Ordinal);
        var digits = scientific[sign.Length..mantissaEnd].Replace(".", string.Empty, StringComparison.Ordinal).TrimEnd('0');
        digits = digits.Length == 0 ? "0" : digits;
        var exponent = int.Parse(scientific.AsSpan(mantissaEnd + 1), CultureInfo.InvariantCulture);
        return exponent switch
        {
            < -4 or >= 16 => $"{sign}{digits[0]}{(digits.Length > 1 ? "." : string.Empty)}{digits[1..]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}",
            < 0 => $"{sign}0.{new string('0', -exponent - 1)}{digits}",
            _ when digits.Length <= exponent + 1 => $"{sign}{digits}{new string('0', exponent + 1 - digits.Length)}.0",
            _ => $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}",
        };
    }
}
