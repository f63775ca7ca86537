using System.Globalization;

namespace Switchyard.Inference.Templates.Syntax;

/// <summary>Reads number literals.</summary>
internal static class NumberLiteral
{
    /// <summary>Reads <paramref name="literal"/>: a long or a double, or null when it is no number or too large.</summary>
    public static object? Parse(string literal)
    {
        var digits = literal.Replace("_", string.Empty, StringComparison.Ordinal);
        if (digits.Length > 1 && digits[0] == '0' && !char.IsAsciiDigit(digits[1]) && digits[1] is not '.' and not 'e' and not 'E')
        {
            return ParseWithBase(digits[2..], char.ToLowerInvariant(digits[1]));
        }

        if (digits.AsSpan().ContainsAny('.', 'e', 'E'))
        {
            return double.Parse(digits, CultureInfo.InvariantCulture);
        }

        var hasLeadingZero = digits[0] == '0' && digits.AsSpan().TrimStart('0').Length > 0;
        return !hasLeadingZero && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : null;
    }

    private static object? ParseWithBase(string digits, char letter)
    {
        var style = letter == 'x' ? NumberStyles.AllowHexSpecifier : NumberStyles.AllowBinarySpecifier;
        return letter == 'o' ? ParseOctal(digits) : ulong.TryParse(digits, style, CultureInfo.InvariantCulture, out var number) && number <= long.MaxValue ? (long)number : null;
    }

    private static long? ParseOctal(string digits)
    {
        var number = 0L;
        foreach (var digit in digits)
        {
            if (digit is < '0' or > '7' || number > long.MaxValue >> 3)
            {
                return null;
            }

            number = (number << 3) + digit - '0';
        }

        return digits.Length > 0 ? number : null;
    }
}
