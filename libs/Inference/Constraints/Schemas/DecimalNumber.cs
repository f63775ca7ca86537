using System.Globalization;
using System.Numerics;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>A JSON number's exact value: <paramref name="Mantissa"/> divided by ten to the power <paramref name="Scale"/>, which is not negative.</summary>
internal readonly record struct DecimalNumber(BigInteger Mantissa, int Scale) : IComparable<DecimalNumber>
{
    private const int MaxExponent = 1000;

    public static DecimalNumber Zero { get; }

    public bool IsInteger => Normalize().Scale == 0;

    public int Sign => Mantissa.Sign;

    /// <summary>Reads a number as JSON writes it; null if its exponent is out of all proportion.</summary>
    public static DecimalNumber? Parse(string text)
    {
        var parts = text.Split('e', 'E');
        var exponent = 0;
        if (text.Length > MaxExponent || (parts.Length == 2 && !int.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)) || Math.Abs(exponent) > MaxExponent)
        {
            return null;
        }

        var dot = parts[0].IndexOf('.');
        var scale = (dot < 0 ? 0 : parts[0].Length - dot - 1) - exponent;
        var mantissa = BigInteger.Parse(parts[0].Replace(".", string.Empty, StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return scale < 0 ? new DecimalNumber(mantissa * BigInteger.Pow(10, -scale), 0) : new DecimalNumber(mantissa, scale).Normalize();
    }

    /// <summary>Gets the number that a reader with double precision takes this one for, in its shortest form.</summary>
    public DecimalNumber ToDouble()
    {
        var text = double.Parse($"{Mantissa}E-{Scale}", CultureInfo.InvariantCulture);
        return double.IsFinite(text) ? Parse(text.ToString("R", CultureInfo.InvariantCulture)) ?? this : this;
    }

    public int CompareTo(DecimalNumber other)
    {
        var scale = Math.Max(Scale, other.Scale);
        return ScaleTo(scale).CompareTo(other.ScaleTo(scale));
    }

    public BigInteger Floor()
    {
        var quotient = BigInteger.DivRem(Mantissa, BigInteger.Pow(10, Scale), out var remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    public DecimalNumber Negate() => new(-Mantissa, Scale);

    /// <summary>Gets the digits before and after the point of a number that is not negative, without superfluous zeros.</summary>
    public (string Integer, string Fraction) ToDigits()
    {
        var digits = Mantissa.ToString(CultureInfo.InvariantCulture).PadLeft(Scale + 1, '0');
        return (digits[..^Scale], digits[^Scale..].TrimEnd('0'));
    }

    public override string ToString()
    {
        var (integer, fraction) = (Sign < 0 ? Negate() : this).ToDigits();
        return $"{(Sign < 0 ? "-" : string.Empty)}{integer}{(fraction.Length > 0 ? "." : string.Empty)}{fraction}";
    }

    public bool IsMultipleOf(DecimalNumber divisor)
    {
        var scale = Math.Max(Scale, divisor.Scale);
        return ScaleTo(scale) % divisor.ScaleTo(scale) == 0;
    }

    private BigInteger ScaleTo(int scale) => Mantissa * BigInteger.Pow(10, scale - Scale);

    private DecimalNumber Normalize()
    {
        var (mantissa, scale) = (Mantissa, Scale);
        while (scale > 0 && mantissa % 10 == 0)
        {
            mantissa /= 10;
            scale--;
        }

        return new DecimalNumber(mantissa, scale);
    }
}
