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

        var (digits, exponent) = Take(number.ToString("R", CultureInfo.InvariantCulture).TrimStart('-'));
        return (double.IsNegative(number) ? "-" : string.Empty) + Arrange(digits, exponent);
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

    // The digits without a point, and the power of ten of the first.
    private static (string Digits, int Exponent) Take(string text)
    {
        var mantissaEnd = text.IndexOf('E', StringComparison.Ordinal) is >= 0 and var e ? e : text.Length;
        var exponent = mantissaEnd < text.Length ? int.Parse(text.AsSpan(mantissaEnd + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        var point = text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var p ? p : mantissaEnd;
        var digits = text[..mantissaEnd].Replace(".", string.Empty, StringComparison.Ordinal);
        var significant = digits.TrimStart('0');
        exponent += point - 1 - (digits.Length - significant.Length);
        significant = significant.TrimEnd('0');
        return significant.Length == 0 ? ("0", 0) : (significant, exponent);
    }

    // Without an exponent between 1e-4 and 1e16, as Python's repr chooses.
    private static string Arrange(string digits, int exponent) => exponent switch
    {
        < -4 or >= 16 => $"{digits[0]}{(digits.Length > 1 ? "." : string.Empty)}{digits[1..]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}",
        < 0 => $"0.{new string('0', -exponent - 1)}{digits}",
        _ when digits.Length <= exponent + 1 => $"{digits}{new string('0', exponent + 1 - digits.Length)}.0",
        _ => $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}",
    };
}
