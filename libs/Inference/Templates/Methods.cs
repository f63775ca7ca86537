namespace Switchyard.Inference.Templates;

/// <summary>The methods of strings and mappings that templates call.</summary>
internal static class Methods
{
    /// <summary>Calls <paramref name="name"/> on <paramref name="target"/>; false when there is no such method.</summary>
    public static bool TryCall(object? target, string name, CallArguments arguments, out object? result)
    {
        result = target switch
        {
            string text => CallOnString(text, name, arguments),
            TemplateMap map => CallOnMap(map, name, arguments),
            _ => s_none,
        };
        return !ReferenceEquals(result, s_none);
    }

    private static readonly object s_none = new();

    private static object? CallOnString(string text, string name, CallArguments arguments) => name switch
    {
        "strip" => Trim(text, arguments, left: true, right: true),
        "lstrip" => Trim(text, arguments, left: true, right: false),
        "rstrip" => Trim(text, arguments, left: false, right: true),
        "startswith" => text.StartsWith(arguments.Text(0), StringComparison.Ordinal),
        "endswith" => text.EndsWith(arguments.Text(0), StringComparison.Ordinal),
        "split" => Split(text, arguments),
        "replace" => text.Replace(arguments.Text(0), arguments.Text(1), StringComparison.Ordinal),
        "upper" => text.ToUpperInvariant(),
        "lower" => text.ToLowerInvariant(),
        "capitalize" => Capitalize(text),
        "title" => string.Join(' ', text.Split(' ').Select(Capitalize)),
        "find" => (long)text.IndexOf(arguments.Text(0), StringComparison.Ordinal),
        "join" => string.Join(text, Values.ToList(arguments.Get(0)).Select(Values.ToText)),
        _ => s_none,
    };

    private static object? CallOnMap(TemplateMap map, string name, CallArguments arguments) => name switch
    {
        "items" => map.Select(pair => (object?)new List<object?> { pair.Key, pair.Value }).ToList(),
        "keys" => map.Keys.Cast<object?>().ToList(),
        "values" => map.Values.ToList(),
        "get" => map.TryGetValue(arguments.Text(0), out var value) ? value : arguments.Count > 1 ? arguments.Get(1) : null,
        _ => s_none,
    };

    public static string Capitalize(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant();

    private static string Trim(string text, CallArguments arguments, bool left, bool right)
    {
        var chars = arguments.Count > 0 ? arguments.Text(0).ToCharArray() : [];
        text = left ? text.TrimStart(chars) : text;
        return right ? text.TrimEnd(chars) : text;
    }

    private static List<object?> Split(string text, CallArguments arguments)
    {
        var limit = arguments.Count > 1 ? (int)Values.ToWhole(arguments.Get(1)) : -1;
        var parts = arguments.Count > 0 && arguments.Get(0) is not null
            ? text.Split(arguments.Text(0), limit < 0 ? int.MaxValue : limit + 1)
            : text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return [.. parts];
    }
}
