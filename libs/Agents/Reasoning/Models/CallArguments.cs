using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Reasoning.Models;

/// <summary>Reads the arguments of a call from what a chat client gives.</summary>
internal static class CallArguments
{
    /// <summary>The arguments as a JSON object; <see langword="null"/> where the model wrote none.</summary>
    public static JsonElement? ToJson(FunctionCallContent call)
    {
        if (call.Exception is not null)
        {
            return null;
        }

        var members = (call.Arguments ?? new Dictionary<string, object?>()).ToDictionary(pair => pair.Key, pair => ToElement(pair.Value), StringComparer.Ordinal);
        return JsonSerializer.SerializeToElement(members, ToolJsonContext.Default.DictionaryStringJsonElement);
    }

    private static JsonElement ToElement(object? value) => value switch
    {
        JsonElement element => element,
        null => JsonSerializer.SerializeToElement((string?)null, ToolJsonContext.Default.String!),
        bool flag => JsonSerializer.SerializeToElement(flag, ToolJsonContext.Default.Boolean),
        IFormattable number when double.TryParse(number.ToString(null, CultureInfo.InvariantCulture), out var parsed) => JsonSerializer.SerializeToElement(parsed, ToolJsonContext.Default.Double),
        _ => JsonSerializer.SerializeToElement(value.ToString()!, ToolJsonContext.Default.String),
    };
}
