using System.Globalization;
using System.Numerics;

namespace Switchyard.Agents.Tools.Calculation;

/// <summary>Writes a fraction the way people and the model expect it: whole numbers in full, short decimals exactly, the rest rounded to four places.</summary>
internal static class RationalFormatter
{
    public const int MaxExactPlaces = 8;

    private const int RoundedPlaces = 4;
    private const int SignificantDigits = 4;

    public static string Format(Rational value, int maxPlaces = MaxExactPlaces)
    {
        if (value.IsInteger)
        {
            return value.Numerator.ToString(CultureInfo.InvariantCulture);
        }

        for (var places = 1; places <= maxPlaces; places++)
        {
            if ((value * Rational.FromInteger(BigInteger.Pow(10, places))).IsInteger)
            {
                return Write(value, places);
            }
        }

        // Four places of a small number would be mostly zeros.
        return Math.Abs(value.ToDouble()) < 0.001
            ? value.ToDouble().ToString("G" + SignificantDigits, CultureInfo.InvariantCulture)
            : Write(value, RoundedPlaces);
    }

    private static string Write(Rational value, int places)
    {
        var scaled = BigInteger.Abs(value.Numerator) * BigInteger.Pow(10, places);
        var rounded = ((scaled * 2) + value.Denominator) / (value.Denominator * 2);
        var digits = rounded.ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        var sign = value.Numerator.Sign < 0 && !rounded.IsZero ? "-" : string.Empty;
        var fraction = digits[^places..].TrimEnd('0');
        return sign + digits[..^places] + (fraction.Length > 0 ? "." + fraction : string.Empty);
    }
}
