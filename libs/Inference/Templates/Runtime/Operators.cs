using Switchyard.Inference.Templates.Data;

namespace Switchyard.Inference.Templates.Runtime;

/// <summary>The operators that need both sides' values.</summary>
internal static class Operators
{
    public static object? Apply(string op, object? left, object? right, RenderContext context) => (op, left, right) switch
    {
        ("+", string a, string b) => Join(a, b, context),
        ("+", TemplateList { Kind: ListKind.List or ListKind.Tuple } a, TemplateList b) when a.Kind == b.Kind => Join(a, b, context),
        ("*", string text, bool or long) => Repeat(text, Values.ToWhole(right), context),
        ("*", bool or long, string text) => Repeat(text, Values.ToWhole(left), context),
        ("*", TemplateList { Kind: ListKind.List or ListKind.Tuple } list, bool or long) => Repeat(list, Values.ToWhole(right), context),
        ("*", bool or long, TemplateList { Kind: ListKind.List or ListKind.Tuple } list) => Repeat(list, Values.ToWhole(left), context),
        ("%", string format, _) => PercentFormat.Apply(format, right, context),
        _ => Arithmetic.Apply(op, left, right),
    };

    public static bool Compare(string op, object? left, object? right, RenderContext context) => op switch
    {
        "==" => Comparison.AreEqual(left, right, context),
        "!=" => !Comparison.AreEqual(left, right, context),
        "in" => Comparison.Contains(right, left, context),
        "not in" => !Comparison.Contains(right, left, context),
        _ => IsOrdered(op, left, right, context),
    };

    public static object? Slice(object? target, long? start, long? stop, long step, RenderContext context)
    {
        if (step == 0)
        {
            throw TemplateErrors.Runtime("slices with a step of 0");
        }

        if (target is not string and not TemplateList { Kind: ListKind.List or ListKind.Tuple or ListKind.Range })
        {
            throw TemplateErrors.Runtime($"slices {Values.Describe(target)}");
        }

        return target is string text ? SliceText(text, start, stop, step, context) : new TemplateList(SliceItems((TemplateList)target, start, stop, step, context), ((TemplateList)target).Kind);
    }

    private static bool IsOrdered(string op, object? left, object? right, RenderContext context)
    {
        // No order holds of what is not a number.
        if (left is double.NaN || right is double.NaN)
        {
            return false;
        }

        var order = Comparison.Order(left, right, context);
        return op switch
        {
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }

    private static string Join(string a, string b, RenderContext context)
    {
        context.ChargeText((long)a.Length + b.Length);
        return a + b;
    }

    private static TemplateList Join(TemplateList a, TemplateList b, RenderContext context)
    {
        context.Charge((long)a.Count + b.Count);
        return new TemplateList([.. a.Items, .. b.Items], a.Kind);
    }

    private static string Repeat(string text, long count, RenderContext context)
    {
        var times = Math.Clamp(count, 0, int.MaxValue);
        context.ChargeText(text.Length * times);
        return text.Length == 0 ? text : PythonText.Repeat(text, (int)times);
    }

    private static TemplateList Repeat(TemplateList list, long count, RenderContext context)
    {
        var times = Math.Clamp(count, 0, int.MaxValue);
        context.Charge(list.Count * times);
        var items = new List<object?>();
        for (var i = 0L; i < times && list.Count > 0; i++)
        {
            items.AddRange(list.Items);
        }

        return new TemplateList(items, list.Kind);
    }

    private static string SliceText(string text, long? start, long? stop, long step, RenderContext context)
    {
        context.ChargeText(text.Length);
        var length = PythonText.Length(text);
        if (step == 1)
        {
            return PythonText.Part(text, (int)Clamp(start ?? 0, length, 0, length), (int)Clamp(stop ?? length, length, 0, length));
        }

        return string.Concat(SliceItems(TemplateList.List(PythonText.Split(text)), start, stop, step, context));
    }

    private static List<object?> SliceItems(TemplateList list, long? start, long? stop, long step, RenderContext context)
    {
        var count = list.Count;
        var first = step > 0 ? Clamp(start ?? 0, count, 0, count) : Clamp(start ?? count - 1, count, -1, count - 1);
        var end = step > 0 ? Clamp(stop ?? count, count, 0, count) : stop is null ? -1 : Clamp(stop.Value, count, -1, count - 1);
        var slice = new List<object?>();
        for (var i = first; step > 0 ? i < end : i > end; i = step > count || step < -count ? end : i + step)
        {
            context.Charge(1);
            slice.Add(list[(int)i]);
        }

        return slice;
    }

    private static long Clamp(long index, int count, long min, long max) => Math.Clamp(index < 0 ? index + count : index, min, max);
}
