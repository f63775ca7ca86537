namespace Switchyard.Inference.Templates;

/// <summary>The operators that need both sides' values.</summary>
internal static class Operators
{
    public static object? Apply(string op, object? left, object? right) => op switch
    {
        "==" => Values.AreEqual(left, right),
        "!=" => !Values.AreEqual(left, right),
        "<" => Values.Compare(left, right) < 0,
        "<=" => Values.Compare(left, right) <= 0,
        ">" => Values.Compare(left, right) > 0,
        ">=" => Values.Compare(left, right) >= 0,
        "in" => Values.Contains(right, left),
        "~" => Values.ToText(left) + Values.ToText(right),
        "+" when left is string a && right is string b => a + b,
        "+" when left is IReadOnlyList<object?> a && right is IReadOnlyList<object?> b => new List<object?>([.. a, .. b]),
        "*" when left is string text && right is long count => string.Concat(Enumerable.Repeat(text, (int)Math.Clamp(count, 0, 10_000))),
        _ when op == "/" || left is double || right is double => Calculate(op, left, right),
        _ => (long)Calculate(op, left, right),
    };

    public static object? Slice(object? target, long? start, long? stop, long step)
    {
        if (step == 0)
        {
            throw new TemplateException("The chat template slices with a step of 0.");
        }

        var items = Values.ToList(target);
        var first = step > 0 ? Clamp(start ?? 0, items.Count, 0, items.Count) : Clamp(start ?? items.Count - 1, items.Count, -1, items.Count - 1);
        var end = step > 0 ? Clamp(stop ?? items.Count, items.Count, 0, items.Count) : stop is null ? -1 : Clamp(stop.Value, items.Count, -1, items.Count - 1);
        var slice = new List<object?>();
        for (var i = first; step > 0 ? i < end : i > end; i += step)
        {
            slice.Add(items[(int)i]);
        }

        return target is string ? string.Concat(slice) : slice;
    }

    private static long Clamp(long index, int count, long min, long max) => Math.Clamp(index < 0 ? index + count : index, min, max);

    private static double Calculate(string op, object? left, object? right)
    {
        if (!Values.TryNumber(left, out var x) || !Values.TryNumber(right, out var y))
        {
            throw new TemplateException($"The chat template applies '{op}' to {Values.Describe(left)} and {Values.Describe(right)}.");
        }

        if (y == 0 && op is "/" or "//" or "%")
        {
            throw new TemplateException("The chat template divides by zero.");
        }

        return op switch
        {
            "+" => x + y,
            "-" => x - y,
            "*" => x * y,
            "/" => x / y,
            "//" => Math.Floor(x / y),
            "%" => x - (y * Math.Floor(x / y)),
            _ => throw new TemplateException($"The chat template's operator '{op}' is not served."),
        };
    }
}
