using System.Numerics;
using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Builtins;

/// <summary>Filters that give numbers.</summary>
internal static class NumberFilters
{
    public static object? Abs(object? value, BoundArguments arguments, RenderContext context) => value switch
    {
        bool truth => (object)(truth ? 1L : 0L),
        long.MinValue => throw TemplateErrors.Runtime("computes a number of more than 64 bits"),
        long number => Math.Abs(number),
        BigInteger number => BigInteger.Abs(number),
        double number => Math.Abs(number),
        _ => throw TemplateErrors.Runtime($"asks for the absolute value of {Values.Describe(value)}"),
    };

    public static object? ToInt(object? value, BoundArguments arguments, RenderContext context)
    {
        var whenNone = arguments.Get(0, 0L);
        return value switch
        {
            bool or long => Values.ToWhole(value),
            BigInteger => value,
            double number => double.IsInfinity(number) ? throw TemplateErrors.Runtime("asks for the whole number of infinity") : double.IsNaN(number) ? whenNone : Truncate(number),
            string text when PythonNumber.ParseWhole(text, arguments.Whole(1, 10)) is { } whole => whole,
            string text when PythonNumber.ParseFloat(text) is { } number && double.IsFinite(number) => Truncate(number),
            Undefined => throw TemplateErrors.Runtime($"asks for the whole number of {Values.Describe(value)}"),
            _ => whenNone,
        };
    }

    public static object? ToFloat(object? value, BoundArguments arguments, RenderContext context) => value switch
    {
        string text => PythonNumber.ParseFloat(text) ?? arguments.Get(0, 0.0),
        Undefined => throw TemplateErrors.Runtime($"asks for the number of {Values.Describe(value)}"),
        _ => Values.TryNumber(value, out var number) ? number : arguments.Get(0, 0.0),
    };

    public static object? Round(object? value, BoundArguments arguments, RenderContext context)
    {
        if (!Values.TryNumber(value, out var number))
        {
            throw TemplateErrors.Runtime($"rounds {Values.Describe(value)}");
        }

        // Exact rounding takes as long as so many other steps.
        context.Charge(50);
        var precision = (int)Math.Clamp(arguments.Whole(0, 0), -400, 400);
        return arguments.Text(1, "common") switch
        {
            "common" when value is bool or long => (object)(precision >= 0 ? Values.ToWhole(value) : (long)PythonFloat.Round(number, precision)),
            "common" => double.IsFinite(number) ? PythonFloat.Round(number, precision) : number,
            "ceil" => Math.Ceiling(number * Math.Pow(10, precision)) / Math.Pow(10, precision),
            "floor" => Math.Floor(number * Math.Pow(10, precision)) / Math.Pow(10, precision),
            var method => throw TemplateErrors.Runtime($"rounds with the method '{method}', which is not served"),
        };
    }

    private static object Truncate(double number) => Math.Abs(number) < long.MaxValue ? (object)(long)number : new BigInteger(number);
}
