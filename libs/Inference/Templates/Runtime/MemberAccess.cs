using Switchyard.Inference.Templates.Builtins;
using Switchyard.Inference.Templates.Data;

namespace Switchyard.Inference.Templates.Runtime;

/// <summary>
/// Looks into values. <c>a.b</c> finds a method before a mapping's member and <c>a['b']</c> the other way round, as in Jinja; what is not
/// there is undefined, and only what is undefined cannot be looked into.
/// </summary>
internal static class MemberAccess
{
    public static object? GetAttribute(object? target, string name) => target switch
    {
        Undefined => throw TemplateErrors.Runtime($"asks for '{name}' of {Values.Describe(target)}"),
        _ when Methods.Find(target, name) is { } method => new BoundMethod(target, method),
        TemplateMap map => map.TryGetValue(name, out var value) ? value : new Undefined(name),
        TemplateNamespace space => space.Members.TryGetValue(name, out var value) ? value : new Undefined(name),
        LoopContext loop => loop.Get(name),
        Cycler cycler when name == "current" => cycler.Current,
        Macro macro when name == "name" => macro.Name,
        _ => new Undefined(name),
    };

    public static object? GetItem(object? target, object? key, RenderContext context)
    {
        switch (target)
        {
            case Undefined:
                throw TemplateErrors.Runtime($"asks for an item of {Values.Describe(target)}");
            case TemplateMap map when key is string name && map.TryGetValue(name, out var value):
                return value;
            case TemplateList { Kind: ListKind.List or ListKind.Tuple or ListKind.Range } list when Values.TryWhole(key, out var index):
                return GetAt(list.Items, index);
            case string text when Values.TryWhole(key, out var index):
                context.ChargeText(text.Length);
                return GetAt(text, index);
        }

        return key is string attribute ? GetAttribute(target, attribute) : new Undefined("item");
    }

    /// <summary>Follows a path as filters take it: names and indexes with dots between, or one index.</summary>
    public static object? GetPath(object? target, object? path, RenderContext context)
    {
        if (path is not string text)
        {
            return GetItem(target, path, context);
        }

        context.Charge(text.Length);
        foreach (var part in text.Split('.'))
        {
            target = GetItem(target, long.TryParse(part, System.Globalization.NumberStyles.None, null, out var index) ? index : part, context);
        }

        return target;
    }

    private static object? GetAt(List<object?> items, long index)
    {
        index = index < 0 ? index + items.Count : index;
        return index >= 0 && index < items.Count ? items[(int)index] : new Undefined("item");
    }

    private static object? GetAt(string text, long index)
    {
        var length = PythonText.Length(text);
        index = index < 0 ? index + length : index;
        return index >= 0 && index < length ? PythonText.Part(text, (int)index, (int)index + 1) : new Undefined("item");
    }
}
