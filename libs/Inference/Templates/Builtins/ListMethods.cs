using System.Collections.Frozen;
using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Builtins;

/// <summary>The methods of lists and tuples. Those that change one change a value of this rendering only.</summary>
internal static class ListMethods
{
    public static FrozenDictionary<string, Builtin> Tuple { get; } = BuiltinTable.Of(
        new("count", Signature.Of("value"), (value, arguments, context) => Count((TemplateList)value!, arguments.Get(0), context)),
        new("index", Signature.Of("value"), (value, arguments, context) => Find((TemplateList)value!, arguments.Get(0), context)));

    public static FrozenDictionary<string, Builtin> List { get; } = BuiltinTable.Of(
        new("append", Signature.Of("object"), (value, arguments, context) => Insert((TemplateList)value!, ((TemplateList)value!).Count, arguments.Get(0), context)),
        new("copy", Signature.None, (value, _, context) => TemplateList.List([.. Values.ToList(value, context)])),
        new("count", Signature.Of("value"), (value, arguments, context) => Count((TemplateList)value!, arguments.Get(0), context)),
        new("extend", Signature.Of("iterable"), (value, arguments, context) => Extend((TemplateList)value!, arguments.Get(0), context)),
        new("index", Signature.Of("value"), (value, arguments, context) => Find((TemplateList)value!, arguments.Get(0), context)),
        new("insert", Signature.Of("index", "object"), (value, arguments, context) => Insert((TemplateList)value!, arguments.Whole(0, 0), arguments.Get(1), context)),
        new("pop", Signature.Of("index?"), (value, arguments, context) => Pop((TemplateList)value!, arguments.Whole(0, -1), context)));

    private static long Count(TemplateList list, object? sought, RenderContext context)
    {
        var count = 0L;
        foreach (var item in list.Items)
        {
            count += Comparison.AreEqual(item, sought, context) ? 1 : 0;
        }

        return count;
    }

    private static long Find(TemplateList list, object? sought, RenderContext context)
    {
        var index = list.Items.FindIndex(item => Comparison.AreEqual(item, sought, context));
        return index >= 0 ? index : throw TemplateErrors.Runtime("asks for the index of what is not in the list");
    }

    private static object? Insert(TemplateList list, long index, object? item, RenderContext context)
    {
        var at = Math.Clamp(index < 0 ? index + list.Count : index, 0, list.Count);
        context.Charge(1 + ((list.Count - at) >> 6));
        list.Items.Insert((int)at, item);
        return null;
    }

    private static object? Extend(TemplateList list, object? items, RenderContext context)
    {
        list.Items.AddRange(Values.ToList(items, context).ToArray());
        return null;
    }

    private static object? Pop(TemplateList list, long index, RenderContext context)
    {
        var at = index < 0 ? index + list.Count : index;
        if (at < 0 || at >= list.Count)
        {
            throw TemplateErrors.Runtime("pops an item that is not there");
        }

        context.Charge(1 + ((list.Count - at) >> 6));
        var item = list[(int)at];
        list.Items.RemoveAt((int)at);
        return item;
    }
}
