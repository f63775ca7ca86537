using System.Collections.Frozen;
using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Builtins;

/// <summary>The methods of mappings. Those that change one change a value of this rendering only.</summary>
internal static class MapMethods
{
    public static FrozenDictionary<string, Builtin> All { get; } = BuiltinTable.Of(
        new("copy", Signature.None, (value, _, context) => Copy((TemplateMap)value!, context)),
        new("get", Signature.Of("key", "default?"), (value, arguments, _) => Find((TemplateMap)value!, arguments.Get(0)) is (true, var found) ? found : arguments.Get(1, null)),
        new("items", Signature.None, (value, _, context) => TemplateList.View(Pairs((TemplateMap)value!, context))),
        new("keys", Signature.None, (value, _, context) => TemplateList.View(Values.ToList(value, context))),
        new("pop", Signature.Of("key", "default?"), Pop),
        new("setdefault", Signature.Of("key", "default?"), SetDefault),
        new("update", Update),
        new("values", Signature.None, (value, _, context) => TemplateList.View(GetValues((TemplateMap)value!, context))));

    public static List<object?> Pairs(TemplateMap map, RenderContext context)
    {
        context.Charge(map.Count);
        var pairs = new List<object?>(map.Count);
        foreach (var (key, value) in map)
        {
            pairs.Add(TemplateList.Tuple(key, value));
        }

        return pairs;
    }

    /// <summary>Sets the members of a mapping or of a list of pairs.</summary>
    public static void Merge(TemplateMap map, object? source, RenderContext context)
    {
        foreach (var pair in source is TemplateMap members ? Pairs(members, context) : Values.ToList(source, context))
        {
            if (Values.ToList(pair, context) is not [string key, var value])
            {
                throw TemplateErrors.Runtime("makes a mapping of other things than pairs with strings as keys");
            }

            map[key] = value;
        }
    }

    private static (bool IsThere, object? Value) Find(TemplateMap map, object? key) => key is string name && map.TryGetValue(name, out var value) ? (true, value) : (false, null);

    private static TemplateMap Copy(TemplateMap map, RenderContext context)
    {
        var copy = new TemplateMap();
        Merge(copy, map, context);
        return copy;
    }

    private static List<object?> GetValues(TemplateMap map, RenderContext context)
    {
        context.Charge(map.Count);
        return [.. map.Values];
    }

    private static object? Pop(object? value, BoundArguments arguments, RenderContext context)
    {
        var key = arguments.Text(0);
        context.Charge(((TemplateMap)value!).Count);
        return ((TemplateMap)value).Remove(key, out var removed) ? removed
            : arguments.Has(1) ? arguments.Get(1)
            : throw TemplateErrors.Runtime("pops a member that is not there");
    }

    private static object? SetDefault(object? value, BoundArguments arguments, RenderContext context)
    {
        var map = (TemplateMap)value!;
        map.TryAdd(arguments.Text(0), arguments.Get(1, null));
        return map[arguments.Text(0)];
    }

    private static object? Update(object? value, CallArguments arguments, RenderContext context)
    {
        foreach (var source in arguments.Positional.Append(arguments.Named))
        {
            Merge((TemplateMap)value!, source, context);
        }

        return null;
    }
}
