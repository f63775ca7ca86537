using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Builtins;

/// <summary>Filters that order items or compare them. Unless told otherwise they take upper and lower case for the same.</summary>
internal static class SortFilters
{
    // Keys are lists, as in Jinja: what is equal needs no order then.
    public static object? Sort(object? value, BoundArguments arguments, RenderContext context)
    {
        var items = Values.ToList(value, context);
        var keys = Keys(items, arguments.Get(2, null), arguments.Flag(1, false), context).ConvertAll(key => (object?)TemplateList.List([key]));
        return TemplateList.List(StableSort.Sort(items, keys, arguments.Flag(0, false), context));
    }

    public static object? SortMap(object? value, BoundArguments arguments, RenderContext context)
    {
        var map = value as TemplateMap ?? throw TemplateErrors.Runtime($"calls 'dictsort' on {Values.Describe(value)}");
        var place = arguments.Text(1, "key") switch
        {
            "key" => 0L,
            "value" => 1L,
            var by => throw TemplateErrors.Runtime($"calls 'dictsort' by '{by}'; it is key or value"),
        };
        var pairs = MapMethods.Pairs(map, context);
        return TemplateList.List(StableSort.Sort(pairs, Keys(pairs, place, arguments.Flag(0, false), context), arguments.Flag(2, false), context));
    }

    public static object? Extreme(object? value, BoundArguments arguments, int sign, RenderContext context)
    {
        var items = Values.ToList(value, context);
        var keys = Keys(items, arguments.Get(1, null), arguments.Flag(0, false), context);
        var best = 0;
        for (var i = 1; i < items.Count; i++)
        {
            best = sign * Comparison.Order(keys[i], keys[best], context) > 0 ? i : best;
        }

        return items.Count == 0 ? new Undefined("the greatest or least of nothing") : items[best];
    }

    public static object? Unique(object? value, BoundArguments arguments, RenderContext context)
    {
        var items = Values.ToList(value, context);
        var keys = Keys(items, arguments.Get(1, null), arguments.Flag(0, false), context);
        var texts = new HashSet<string>(StringComparer.Ordinal);
        var others = TemplateList.List([]);
        var unique = new List<object?>();
        for (var i = 0; i < items.Count; i++)
        {
            if (keys[i] is TemplateMap or TemplateList { Kind: ListKind.List })
            {
                throw TemplateErrors.Runtime($"calls 'unique' on {Values.Describe(keys[i])}");
            }

            if (keys[i] is string text ? texts.Add(text) : !Comparison.Contains(others, keys[i], context))
            {
                others.Items.AddRange(keys[i] is string ? [] : [keys[i]]);
                unique.Add(items[i]);
            }
        }

        return TemplateList.Iterator(unique);
    }

    // An attribute may be several, with commas between: then a key is their list.
    private static List<object?> Keys(List<object?> items, object? attribute, bool isCaseSensitive, RenderContext context)
    {
        if (attribute is string text && text.Contains(',', StringComparison.Ordinal))
        {
            var columns = text.Split(',').Select(part => Keys(items, part, isCaseSensitive, context)).ToList();
            return [.. Enumerable.Range(0, items.Count).Select(i => TemplateList.List([.. columns.Select(column => column[i])]))];
        }

        var keys = ListFilters.Pick(items, attribute, context);
        return isCaseSensitive ? keys : [.. keys.Select(key => key is string name ? CaseMapping.Lower(name) : key)];
    }
}
