using System.Globalization;

namespace Switchyard.Inference.Templates;

/// <summary>
/// What Python does with values, as far as templates need it. A value is null, an <see cref="Undefined"/>, a bool, a long, a double,
/// a string, a list of values or a <see cref="TemplateMap"/>.
/// </summary>
internal static class Values
{
    public static bool IsTrue(object? value) => value switch
    {
        null or Undefined => false,
        bool truth => truth,
        long number => number != 0,
        double number => number != 0,
        string text => text.Length > 0,
        IReadOnlyList<object?> list => list.Count > 0,
        TemplateMap map => map.Count > 0 || map.IsNamespace,
        _ => true,
    };

    public static string ToText(object? value) => value switch
    {
        Undefined => string.Empty,
        null => "None",
        bool truth => truth ? "True" : "False",
        string text => text,
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => FormatDouble(number),
        _ => throw new TemplateException($"The chat template writes {Describe(value)} as text; it has to pass it through tojson."),
    };

    public static string FormatDouble(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E', 'N') || text.Contains("Inf", StringComparison.Ordinal) ? text : text + ".0";
    }

    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (Undefined, Undefined) => true,
        (string a, string b) => string.Equals(a, b, StringComparison.Ordinal),
        (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => a.Count == b.Count && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second)),
        (TemplateMap a, TemplateMap b) => a.Count == b.Count && a.All(pair => b.TryGetValue(pair.Key, out var other) && AreEqual(pair.Value, other)),
        _ => TryNumber(left, out var x) && TryNumber(right, out var y) && x == y,
    };

    public static int Compare(object? left, object? right) => (left, right) switch
    {
        (string a, string b) => string.CompareOrdinal(a, b),
        _ when TryNumber(left, out var x) && TryNumber(right, out var y) => x.CompareTo(y),
        _ => throw new TemplateException($"The chat template compares {Describe(left)} with {Describe(right)}, which have no order."),
    };

    public static bool Contains(object? container, object? item) => container switch
    {
        string text => text.Contains(ToText(item), StringComparison.Ordinal),
        TemplateMap map => item is string key && map.ContainsKey(key),
        IReadOnlyList<object?> list => list.Any(other => AreEqual(other, item)),
        Undefined => false,
        _ => throw new TemplateException($"The chat template looks for something in {Describe(container)}."),
    };

    /// <summary>Lists what a loop goes over: a list's items, a mapping's keys, a string's characters, nothing for what is undefined.</summary>
    public static IReadOnlyList<object?> ToList(object? value) => value switch
    {
        IReadOnlyList<object?> list => list,
        TemplateMap map => [.. map.Keys],
        string text => [.. text.Select(c => c.ToString())],
        Undefined => [],
        _ => throw new TemplateException($"The chat template goes over {Describe(value)}, which is no list."),
    };

    public static long Count(object? value) => value switch
    {
        string text => text.Length,
        Undefined => 0,
        _ => ToList(value).Count,
    };

    public static bool TryNumber(object? value, out double number)
    {
        number = value switch
        {
            bool truth => truth ? 1 : 0,
            long whole => whole,
            double fraction => fraction,
            _ => double.NaN,
        };
        return value is bool or long or double;
    }

    public static long ToWhole(object? value) => value switch
    {
        long number => number,
        bool truth => truth ? 1 : 0,
        _ => throw new TemplateException($"The chat template needs a whole number where it has {Describe(value)}."),
    };

    public static string Describe(object? value) => value switch
    {
        null => "none",
        Undefined undefined => $"'{undefined.Name}', which is undefined",
        bool => "a boolean",
        long or double => "a number",
        string => "a string",
        TemplateMap => "a mapping",
        IReadOnlyList<object?> => "a list",
        _ => "a function",
    };
}
