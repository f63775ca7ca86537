using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Builtins;

/// <summary>Filters for values of any kind.</summary>
internal static class ValueFilters
{
    public static object? Default(object? value, BoundArguments arguments, RenderContext context) =>
        value is Undefined || (arguments.Flag(1, false) && !Values.IsTrue(value)) ? arguments.Get(0, string.Empty) : value;

    public static object? Items(object? value, BoundArguments arguments, RenderContext context) => value switch
    {
        Undefined => TemplateList.Iterator([]),
        TemplateMap map => TemplateList.Iterator(MapMethods.Pairs(map, context)),
        _ => throw TemplateErrors.Runtime($"asks for the items of {Values.Describe(value)}"),
    };

    public static object? ToJson(object? value, BoundArguments arguments, RenderContext context)
    {
        var indent = ReadIndent(arguments.Get(1, null), context);
        var (item, key) = ReadSeparators(arguments.Get(2, null)) ?? (indent is null ? ", " : ",", ": ");
        return new PythonJsonWriter(new JsonFormat(indent, item, key, arguments.Flag(0, false), arguments.Flag(3, false)), context).Write(value);
    }

    private static string? ReadIndent(object? indent, RenderContext context)
    {
        if (indent is null or string)
        {
            return (string?)indent;
        }

        var width = Math.Max(0, Values.ToWhole(indent));
        context.ChargeText(width);
        return new string(' ', (int)width);
    }

    private static (string Item, string Key)? ReadSeparators(object? separators) => separators switch
    {
        null => null,
        TemplateList { Items: [string item, string key] } => (item, key),
        _ => throw TemplateErrors.Runtime("calls 'tojson' with separators that are not two strings"),
    };
}
