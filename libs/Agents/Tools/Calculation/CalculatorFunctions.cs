using System.Collections.Frozen;
using System.Numerics;

namespace Switchyard.Agents.Tools.Calculation;

/// <summary>The functions and constants an expression may use. Whole numbers stay exact; the rest is double precision.</summary>
internal static class CalculatorFunctions
{
    private static readonly FrozenDictionary<string, double> s_constants =
        new Dictionary<string, double> { ["pi"] = Math.PI, ["π"] = Math.PI, ["e"] = Math.E, ["tau"] = Math.Tau }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Func<double, double>> s_real = new Dictionary<string, Func<double, double>>
    {
        ["sqrt"] = Math.Sqrt,
        ["cbrt"] = Math.Cbrt,
        ["exp"] = Math.Exp,
        ["ln"] = Math.Log,
        ["log2"] = Math.Log2,
        ["log10"] = Math.Log10,
        ["sin"] = static x => Clean(Math.Sin(x)),
        ["cos"] = static x => Clean(Math.Cos(x)),
        ["tan"] = static x => Clean(Math.Tan(x)),
        ["asin"] = Math.Asin,
        ["acos"] = Math.Acos,
        ["atan"] = Math.Atan,
        ["degrees"] = static x => x * 180 / Math.PI,
        ["radians"] = static x => x * Math.PI / 180,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Func<IReadOnlyList<Rational>, Rational>> s_exact = new Dictionary<string, Func<IReadOnlyList<Rational>, Rational>>
    {
        ["abs"] = static a => One(a).Numerator.Sign < 0 ? -a[0] : a[0],
        ["floor"] = static a => One(a).Floor(),
        ["ceil"] = static a => -(-One(a)).Floor(),
        ["round"] = Round,
        ["log"] = Logarithm,
        ["pow"] = static a => a.Count == 2 ? Power(a[0], a[1]) : throw WrongCount(),
        ["min"] = static a => a.Count > 0 ? a.Aggregate(static (x, y) => (x - y).Numerator.Sign <= 0 ? x : y) : throw WrongCount(),
        ["max"] = static a => a.Count > 0 ? a.Aggregate(static (x, y) => (x - y).Numerator.Sign >= 0 ? x : y) : throw WrongCount(),
    }.ToFrozenDictionary();

    public static Rational GetConstant(string name) => s_constants.TryGetValue(name, out var value)
        ? Rational.FromDouble(value)
        : throw new CalculationException($"'{Shorten(name)}' is not a number or a known constant");

    public static Rational Call(string name, IReadOnlyList<Rational> arguments)
    {
        if (s_exact.TryGetValue(name, out var exact))
        {
            return exact(arguments);
        }

        return s_real.TryGetValue(name, out var real)
            ? Rational.FromDouble(real(One(arguments).ToDouble()))
            : throw new CalculationException($"there is no function '{Shorten(name)}'");
    }

    public static Rational Power(Rational value, Rational exponent) =>
        exponent.IsInteger ? value.Pow(exponent.Numerator) : Rational.FromDouble(Math.Pow(value.ToDouble(), exponent.ToDouble()));

    private static Rational Logarithm(IReadOnlyList<Rational> arguments) => arguments.Count switch
    {
        1 => Rational.FromDouble(Math.Log(arguments[0].ToDouble())),
        2 => Rational.FromDouble(Math.Log(arguments[0].ToDouble()) / Math.Log(arguments[1].ToDouble())),
        _ => throw WrongCount(),
    };

    private static Rational Round(IReadOnlyList<Rational> arguments)
    {
        var places = arguments.Count == 2 ? arguments[1] : Rational.FromInteger(0);
        if (arguments.Count is not (1 or 2) || !places.IsInteger || BigInteger.Abs(places.Numerator) > 100)
        {
            throw WrongCount();
        }

        var scale = Rational.FromInteger(10).Pow(places.Numerator);
        var half = Rational.Create(1, 2);
        var scaled = arguments[0] * scale;
        return (scaled.Numerator.Sign < 0 ? -(half - scaled).Floor() : (scaled + half).Floor()) / scale;
    }

    private static Rational One(IReadOnlyList<Rational> arguments) => arguments.Count == 1 ? arguments[0] : throw WrongCount();

    // sin(pi) is zero to everybody but the hardware.
    private static double Clean(double value) => Math.Round(value, 14);

    private static CalculationException WrongCount() => new("a function has the wrong arguments");

    private static string Shorten(string name) => name.Length <= 20 ? name : name[..20] + "…";
}
