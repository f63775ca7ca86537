using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Builtins;

/// <summary>Filters that take lists apart and put them together.</summary>
internal static class ListFilters
{
    public static object? First(object? value, BoundArguments arguments, RenderContext context) =>
        Values.ToList(value, context) is [var first, ..] ? first : new Undefined("the first of nothing");

    public static object? Last(object? value, BoundArguments arguments, RenderContext context) => value is TemplateList { Kind: ListKind.Iterator }
        ? throw TemplateErrors.Runtime($"asks for the last of {Values.Describe(value)}")
        : Values.ToList(value, context) is [.., var last] ? last : new Undefined("the last of nothing");

    public static object? Reverse(object? value, BoundArguments arguments, RenderContext context)
    {
        if (value is string text)
        {
            return Operators.Slice(text, null, null, -1, context);
        }

        var items = new List<object?>(Values.ToList(value, context));
        items.Reverse();
        return value is TemplateList { Kind: ListKind.Iterator } ? TemplateList.List(items) : TemplateList.Iterator(items);
    }

    public static object? Join(object? value, BoundArguments arguments, RenderContext context) =>
        Join(PythonRepr.ToText(arguments.Get(0, string.Empty), context), Pick(Values.ToList(value, context), arguments.Get(1, null), context), context);

    public static string Join(string separator, IReadOnlyList<object?> items, RenderContext context)
    {
        var output = new BoundedText(context);
        for (var i = 0; i < items.Count; i++)
        {
            output.Append(i == 0 ? string.Empty : separator).Append(PythonRepr.ToText(items[i], context));
        }

        return output.ToString();
    }

    public static object? Sum(object? value, BoundArguments arguments, RenderContext context)
    {
        var sum = arguments.Get(1, 0L);
        if (sum is string)
        {
            throw TemplateErrors.Runtime("sums strings; join does that");
        }

        foreach (var item in Pick(Values.ToList(value, context), arguments.Get(0, null), context))
        {
            sum = Operators.Apply("+", sum, item, context);
        }

        return sum;
    }

    public static object? Batch(object? value, BoundArguments arguments, RenderContext context)
    {
        var size = arguments.Whole(0, 0);
        var batches = new List<object?>();
        var batch = new List<object?>();
        foreach (var item in Values.ToList(value, context))
        {
            if (batch.Count == size)
            {
                batches.Add(TemplateList.List(batch));
                batch = [];
            }

            batch.Add(item);
        }

        if (batch.Count > 0)
        {
            Fill(batch, arguments.Get(1, null), size, context);
            batches.Add(TemplateList.List(batch));
        }

        return TemplateList.Iterator(batches);
    }

    public static object? Slice(object? value, BoundArguments arguments, RenderContext context)
    {
        var items = Values.ToList(value, context);
        var count = arguments.Whole(0, 1);
        if (count < 1)
        {
            throw TemplateErrors.Runtime($"calls 'slice' for {count} slices");
        }

        context.Charge(count);
        var (each, extra) = (items.Count / count, items.Count % count);
        var slices = new List<object?>();
        var start = 0;
        for (var i = 0; i < count; i++)
        {
            var end = start + (int)each + (i < extra ? 1 : 0);
            var slice = items[start..end];
            Fill(slice, arguments.Get(1, null), i >= extra ? slice.Count + 1 : 0, context);
            slices.Add(TemplateList.List(slice));
            start = end;
        }

        return TemplateList.Iterator(slices);
    }

    /// <summary>Gets one member of each item, or the items when there is no <paramref name="path"/>.</summary>
    public static List<object?> Pick(List<object?> items, object? path, RenderContext context)
    {
        if (path is null)
        {
            return items;
        }

        var picked = new List<object?>(items.Count);
        foreach (var item in items)
        {
            picked.Add(MemberAccess.GetPath(item, path, context));
        }

        return picked;
    }

    private static void Fill(List<object?> items, object? filling, long count, RenderContext context)
    {
        if (filling is null || count <= items.Count)
        {
            return;
        }

        context.Charge(count);
        while (items.Count < count)
        {
            items.Add(filling);
        }
    }
}
