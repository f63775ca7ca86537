using System.Globalization;
using System.Numerics;

namespace Switchyard.Agents.Tools.Calculation;

/// <summary>An exact fraction in lowest terms with a positive denominator, bounded in size so that no expression can eat the machine.</summary>
internal readonly record struct Rational
{
    // About 1,200 decimal digits: far over what a model can read, far under what takes noticeable time.
    private const long MaxBits = 4096;

    private Rational(BigInteger numerator, BigInteger denominator)
    {
        Numerator = numerator;
        Denominator = denominator;
    }

    public BigInteger Numerator { get; }

    public BigInteger Denominator { get; }

    public bool IsInteger => Denominator.IsOne;

    public static Rational Create(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new CalculationException("division by zero");
        }

        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        var result = new Rational(numerator / divisor, denominator / divisor);
        return result.Numerator.GetBitLength() <= MaxBits && result.Denominator.GetBitLength() <= MaxBits
            ? result
            : throw new CalculationException("the number is too large");
    }

    public static Rational FromInteger(BigInteger value) => Create(value, BigInteger.One);

    /// <summary>Takes the decimal number a person would read, not the binary fraction behind it: 0.1 is one tenth.</summary>
    public static Rational FromDouble(double value) => double.IsFinite(value)
        ? Parse(value.ToString("R", CultureInfo.InvariantCulture))
        : throw new CalculationException("the result is not a number");

    /// <summary>Reads digits with an optional fraction and exponent, as the lexer and the formatter of doubles write them.</summary>
    public static Rational Parse(string text)
    {
        var exponentAt = text.IndexOfAny(['e', 'E']);
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var exponent = exponentAt < 0 ? 0 : int.Parse(text.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var scale = exponent - (point < 0 ? 0 : mantissa.Length - point - 1);
        var digits = BigInteger.Parse(mantissa.Replace(".", string.Empty, StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return scale >= 0 ? FromInteger(digits * BigInteger.Pow(10, scale)) : Create(digits, BigInteger.Pow(10, -scale));
    }

    public static Rational operator +(Rational a, Rational b) => Create((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Rational operator -(Rational a, Rational b) => a + -b;

    public static Rational operator -(Rational a) => new(-a.Numerator, a.Denominator);

    public static Rational operator *(Rational a, Rational b) => Create(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Rational operator /(Rational a, Rational b) => Create(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    /// <summary>The remainder with the divisor's sign.</summary>
    public static Rational operator %(Rational a, Rational b) => a - (b * (a / b).Floor());

    public Rational Floor() => FromInteger((Numerator - PositiveRemainder()) / Denominator);

    /// <summary>Raises to a whole power; the size is estimated first, because the power itself is what would hang.</summary>
    public Rational Pow(BigInteger exponent)
    {
        if (exponent.Sign < 0)
        {
            return (Create(Denominator, Numerator)).Pow(-exponent);
        }

        var bits = BigInteger.Max(Numerator.GetBitLength(), Denominator.GetBitLength());
        var isUnit = IsInteger && (Numerator.IsZero || BigInteger.Abs(Numerator).IsOne);
        if (!isUnit && (bits - 1) * exponent > MaxBits)
        {
            throw new CalculationException("the number is too large");
        }

        // A base of 0, 1 or -1 stays small whatever the exponent; only whether it is zero, odd or even matters.
        var power = isUnit ? (exponent.IsZero ? 0 : exponent.IsEven ? 2 : 1) : (int)exponent;
        return Create(BigInteger.Pow(Numerator, power), BigInteger.Pow(Denominator, power));
    }

    public double ToDouble()
    {
        // Both parts are scaled to 64 significant bits first: a plain cast of a large one is infinity.
        var shift = (int)Math.Max(0, Math.Max(Numerator.GetBitLength(), Denominator.GetBitLength()) - 1000);
        var denominator = Denominator >> shift;
        return denominator.IsZero ? double.PositiveInfinity * Numerator.Sign : (double)(Numerator >> shift) / (double)denominator;
    }

    private BigInteger PositiveRemainder()
    {
        var remainder = BigInteger.Remainder(Numerator, Denominator);
        return remainder.Sign < 0 ? remainder + Denominator : remainder;
    }
}
