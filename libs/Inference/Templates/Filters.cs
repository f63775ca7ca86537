using System.Globalization;

namespace Switchyard.Inference.Templates;

/// <summary>The filters, <c>value | name(arguments)</c>.</summary>
internal static class Filters
{
    public static object? Apply(string name, object? value, CallArguments arguments) => name switch
    {
        "tojson" => TemplateJson.Write(value, arguments.Find(0, "indent") is long indent ? (int)indent : null),
        "trim" => Values.ToText(value).Trim(),
        "length" or "count" => Values.Count(value),
        "default" or "d" => ApplyDefault(value, arguments),
        "join" => string.Join(arguments.Count > 0 ? arguments.Text(0) : string.Empty, Values.ToList(value).Select(Values.ToText)),
        "upper" => Values.ToText(value).ToUpperInvariant(),
        "lower" => Values.ToText(value).ToLowerInvariant(),
        "capitalize" => Methods.Capitalize(Values.ToText(value)),
        "replace" => Values.ToText(value).Replace(arguments.Text(0), arguments.Text(1), StringComparison.Ordinal),
        "string" => Values.ToText(value),
        "safe" => value,
        "int" => ToInt(value),
        "first" => Values.ToList(value) is [var first, ..] ? first : new Undefined("first"),
        "last" => Values.ToList(value) is [.., var last] ? last : new Undefined("last"),
        "list" => Values.ToList(value),
        "reverse" => Operators.Slice(value, null, null, -1),
        "items" => Methods.TryCall(value, "items", arguments, out var items) ? items : throw new TemplateException($"The chat template asks for the items of {Values.Describe(value)}."),
        "map" => Map(value, arguments),
        "selectattr" => Select(value, arguments, keep: true),
        "rejectattr" => Select(value, arguments, keep: false),
        _ => throw new TemplateException($"The chat template's filter '{name}' is not served."),
    };

    private static object? ApplyDefault(object? value, CallArguments arguments)
    {
        var alsoFalse = Values.IsTrue(arguments.Find(1, "boolean"));
        return value is Undefined || (alsoFalse && !Values.IsTrue(value)) ? arguments.Find(0, "default_value") ?? string.Empty : value;
    }

    private static long ToInt(object? value) => value switch
    {
        string text => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0,
        double number => (long)number,
        _ => Values.ToWhole(value),
    };

    private static List<object?> Map(object? value, CallArguments arguments)
    {
        if (arguments.Named.GetValueOrDefault("attribute") is not string member)
        {
            throw new TemplateException("The chat template's filter 'map' is served with attribute= only.");
        }

        return [.. Values.ToList(value).Select(item => Member(item, member))];
    }

    private static List<object?> Select(object? value, CallArguments arguments, bool keep)
    {
        var member = arguments.Text(0);
        return [.. Values.ToList(value).Where(item => Matches(Member(item, member), arguments) == keep)];
    }

    private static bool Matches(object? value, CallArguments arguments) => arguments.Count == 1
        ? Values.IsTrue(value)
        : Tests.Apply(arguments.Text(1), value, new CallArguments(arguments.Text(1), arguments.Count > 2 ? [arguments.Get(2)] : [], arguments.Named));

    private static object? Member(object? item, string name) => item is TemplateMap map && map.TryGetValue(name, out var value) ? value : new Undefined(name);
}
