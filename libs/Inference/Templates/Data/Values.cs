using System.Numerics;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Data;

/// <summary>
/// What Python does with values, as far as templates need it. A value is null, an <see cref="Undefined"/>, a bool, a long, a
/// <see cref="BigInteger"/> (only out of JSON), a double, a string, a <see cref="TemplateList"/>, a <see cref="TemplateMap"/>,
/// a <see cref="TemplateNamespace"/>, a <see cref="LoopContext"/> or a <see cref="Callable"/>.
/// </summary>
internal static class Values
{
    public static bool IsTrue(object? value) => value switch
    {
        null or Undefined => false,
        bool truth => truth,
        long number => number != 0,
        double number => number != 0,
        BigInteger number => !number.IsZero,
        string text => text.Length > 0,
        TemplateList list => list.Kind == ListKind.Iterator || list.Count > 0,
        TemplateMap map => map.Count > 0,
        _ => true,
    };

    /// <summary>Lists what a loop goes over: a list's items, a mapping's keys, a string's characters, nothing for what is undefined.</summary>
    public static List<object?> ToList(object? value, RenderContext context)
    {
        context.Charge(value is string characters ? characters.Length : 0);
        var items = value switch
        {
            TemplateList list => list.Take(),
            TemplateMap map => [.. map.Keys],
            string text => PythonText.Split(text),
            Undefined => [],
            LoopContext loop => loop.Rest(),
            _ => throw TemplateErrors.Runtime($"goes over {Describe(value)}, which is no list"),
        };
        context.Charge(items.Count);
        return items;
    }

    public static long Count(object? value) => value switch
    {
        string text => PythonText.Length(text),
        Undefined => 0,
        TemplateMap map => map.Count,
        TemplateList { Kind: not ListKind.Iterator } list => list.Count,
        LoopContext loop => loop.Length,
        _ => throw TemplateErrors.Runtime($"asks for the length of {Describe(value)}"),
    };

    public static bool TryNumber(object? value, out double number)
    {
        number = value switch
        {
            bool truth => truth ? 1 : 0,
            long whole => whole,
            BigInteger whole => (double)whole,
            double fraction => fraction,
            _ => double.NaN,
        };
        return value is bool or long or double or BigInteger;
    }

    /// <summary>Gets a whole number, as which Python also takes a boolean.</summary>
    public static bool TryWhole(object? value, out long number)
    {
        number = value is bool truth ? (truth ? 1 : 0) : value as long? ?? 0;
        return value is bool or long;
    }

    public static long ToWhole(object? value) =>
        TryWhole(value, out var number) ? number : throw TemplateErrors.Runtime($"needs a whole number where it has {Describe(value)}");

    public static string Describe(object? value) => value switch
    {
        null => "none",
        Undefined undefined => $"'{undefined.Name}', which is undefined",
        bool => "a boolean",
        long or double or BigInteger => "a number",
        string => "a string",
        TemplateMap => "a mapping",
        TemplateNamespace => "a namespace",
        TemplateList { Kind: ListKind.Tuple } => "a tuple",
        TemplateList { Kind: ListKind.Iterator } => "what a lazy filter gives (pass it through list)",
        TemplateList => "a list",
        LoopContext => "a loop",
        _ => "a function",
    };
}
