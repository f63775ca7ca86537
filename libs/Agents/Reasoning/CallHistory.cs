using System.Text.Json;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Reasoning;

/// <summary>Counts identical calls of one run: a model that repeats itself will not stop by itself.</summary>
internal sealed class CallHistory(int limit)
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Notes a call; true when it has now been made too often.</summary>
    public bool IsRepeated(FunctionCallContent call)
    {
        var arguments = call.Arguments is { } given ? string.Join(',', given.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")) : "?";
        var key = $"{call.Name}({arguments})";
        return (_counts[key] = _counts.GetValueOrDefault(key) + 1) >= limit;
    }

    /// <summary>The arguments as JSON, for events and the record.</summary>
    public static JsonElement? ToJson(FunctionCallContent call)
    {
        if (call.Arguments is not { } arguments || call.Exception is not null)
        {
            return null;
        }

        var members = arguments.ToDictionary(pair => pair.Key, pair => ToElement(pair.Value), StringComparer.Ordinal);
        return JsonSerializer.SerializeToElement(members, ToolJsonContext.Default.DictionaryStringJsonElement);
    }

    private static JsonElement ToElement(object? value) => value switch
    {
        JsonElement element => element,
        null => JsonSerializer.SerializeToElement((string?)null, ToolJsonContext.Default.String!),
        bool flag => JsonSerializer.SerializeToElement(flag, ToolJsonContext.Default.Boolean),
        IFormattable number when double.TryParse(number.ToString(null, System.Globalization.CultureInfo.InvariantCulture), out var parsed) =>
            JsonSerializer.SerializeToElement(parsed, ToolJsonContext.Default.Double),
        _ => JsonSerializer.SerializeToElement(value.ToString()!, ToolJsonContext.Default.String),
    };
}
