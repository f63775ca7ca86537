using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Builtins;

/// <summary>Filters that apply a filter or a test, named by their first arguments, to each item.</summary>
internal static class SelectionFilters
{
    public static object? Map(object? value, CallArguments arguments, RenderContext context)
    {
        var items = Values.ToList(value, context);
        return TemplateList.Iterator(arguments.Positional.Count == 0 ? MapToMember(items, arguments.Named, context) : MapThroughFilter(items, arguments, context));
    }

    public static object? Select(object? value, CallArguments arguments, bool keep, RenderContext context) =>
        TemplateList.Iterator(Values.ToList(value, context).FindAll(item => Matches(item, arguments, 0, context) == keep));

    public static object? SelectByMember(object? value, CallArguments arguments, bool keep, RenderContext context)
    {
        var path = arguments.Positional.Count > 0 ? arguments.Positional[0] : throw TemplateErrors.Runtime("selects by a member without its name");
        return TemplateList.Iterator(Values.ToList(value, context).FindAll(item => Matches(MemberAccess.GetPath(item, path, context), arguments, 1, context) == keep));
    }

    private static List<object?> MapToMember(List<object?> items, TemplateMap named, RenderContext context)
    {
        var isKnown = named.TryGetValue("attribute", out var path) && named.Count == (named.TryGetValue("default", out var fallback) ? 2 : 1);
        if (!isKnown)
        {
            throw TemplateErrors.Runtime("calls 'map' with other arguments than a filter, or attribute and default");
        }

        var members = ListFilters.Pick(items, path, context);
        return named.TryGetValue("default", out fallback) && fallback is not null ? members.ConvertAll(member => member is Undefined ? fallback : member) : members;
    }

    private static List<object?> MapThroughFilter(List<object?> items, CallArguments arguments, RenderContext context)
    {
        var name = arguments.Positional[0] as string;
        var filter = (name is null ? null : Filters.Find(name)) ?? throw TemplateErrors.Runtime($"maps with the filter '{name}', which is not served");
        var rest = new CallArguments(arguments.Positional[1..], arguments.Named);
        return items.ConvertAll(item => Nested(filter, item, rest, context));
    }

    private static bool Matches(object? item, CallArguments arguments, int at, RenderContext context)
    {
        if (arguments.Positional.Count <= at)
        {
            return Values.IsTrue(item);
        }

        var name = arguments.Positional[at] as string;
        var test = (name is null ? null : Tests.Find(name)) ?? throw TemplateErrors.Runtime($"selects with the test '{name}', which is not served");
        return (bool)Nested(test, item, new CallArguments(arguments.Positional[(at + 1)..], arguments.Named), context)!;
    }

    // map('map', 'map', …) nests without nesting in the source.
    private static object? Nested(Builtin builtin, object? item, CallArguments arguments, RenderContext context)
    {
        context.Enter();
        var result = builtin.Apply(item, arguments, context);
        context.Leave();
        return result;
    }
}
