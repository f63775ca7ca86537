using Switchyard.Inference.Templates.Data;

namespace Switchyard.Inference.Templates.Runtime;

/// <summary>Arithmetic as Python does it. Whole numbers have 64 bits; what does not fit is an error, never a wrong number.</summary>
internal static class Arithmetic
{
    public static object Apply(string op, object? left, object? right)
    {
        try
        {
            if (Values.TryWhole(left, out var a) && Values.TryWhole(right, out var b))
            {
                return ApplyWhole(op, a, b);
            }
        }
        catch (OverflowException exception)
        {
            throw new TemplateException("The chat template computes a number of more than 64 bits.", exception);
        }

        return Values.TryNumber(left, out var x) && Values.TryNumber(right, out var y)
            ? ApplyFloat(op, x, y)
            : throw TemplateErrors.Runtime($"applies '{op}' to {Values.Describe(left)} and {Values.Describe(right)}");
    }

    public static object ApplySign(bool isMinus, object? value)
    {
        if (!Values.TryNumber(value, out _))
        {
            throw TemplateErrors.Runtime($"puts a sign before {Values.Describe(value)}");
        }

        return Apply(isMinus ? "*" : "+", isMinus ? -1L : 0L, value);
    }

    private static object ApplyWhole(string op, long a, long b) => op switch
    {
        "/" => a / NotZero(b, (double)b),
        "**" when b < 0 => Math.Pow(NotZero(a, (double)a), b),
        _ => (object)ComputeWhole(op, a, b),
    };

    private static long ComputeWhole(string op, long a, long b) => op switch
    {
        "+" => checked(a + b),
        "-" => checked(a - b),
        "*" => checked(a * b),
        "//" => FloorDivide(a, NotZero(b, b)),
        "%" => b == -1 ? 0L : a - (NotZero(b, b) * FloorDivide(a, b)),
        _ => Power(a, b),
    };

    private static double ApplyFloat(string op, double x, double y) => op switch
    {
        "+" => x + y,
        "-" => x - y,
        "*" => x * y,
        "/" => x / NotZero(y, y),
        "//" => Divide(x, NotZero(y, y)).Quotient,
        "%" => Divide(x, NotZero(y, y)).Remainder,
        _ => Power(x, y),
    };

    private static long FloorDivide(long a, long b)
    {
        var quotient = checked(a / b);
        return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
    }

    private static long Power(long a, long b)
    {
        if (a is 0 or 1 || (a == -1 && b > 1))
        {
            return b == 0 ? 1 : a == -1 && b % 2 == 0 ? 1 : a;
        }

        var power = 1L;
        for (; b > 0; b--)
        {
            power = checked(power * a);
        }

        return power;
    }

    private static double Power(double x, double y)
    {
        var power = Math.Pow(y < 0 ? NotZero(x, x) : x, y);
        return double.IsFinite(power) || !double.IsFinite(x) || !double.IsFinite(y) ? power : throw TemplateErrors.Runtime("computes a power that is no number");
    }

    // The rest has the divisor's sign, and the quotient is whole even where the division rounds up to a whole number.
    private static (double Quotient, double Remainder) Divide(double x, double y)
    {
        var rest = x % y;
        var quotient = (x - rest) / y;
        if (rest != 0 && (y < 0) != (rest < 0))
        {
            rest += y;
            quotient -= 1;
        }

        rest = rest == 0 ? Math.CopySign(0, y) : rest;
        var whole = Math.Floor(quotient);
        return (quotient == 0 ? Math.CopySign(0, x / y) : quotient - whole > 0.5 ? whole + 1 : whole, rest);
    }

    private static T NotZero<T>(double divisor, T value) => divisor != 0 ? value : throw TemplateErrors.Runtime("divides by zero");
}
