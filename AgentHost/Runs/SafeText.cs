using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Switchyard.AgentHost.Runs;

/// <summary>Keeps out what PostgreSQL and UTF-8 cannot hold: NUL and lone surrogates. Callers' text with them is refused; a model's or tool's is mended.</summary>
internal static class SafeText
{
    private const char Replacement = '\uFFFD';

    public static bool IsClean(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\0' || !IsWhole(text, ref at))
            {
                return false;
            }
        }

        return true;
    }

    public static string Clean(string text)
    {
        if (IsClean(text))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune.Value == 0 ? Replacement.ToString() : rune.ToString());
        }

        return clean.ToString();
    }

    /// <summary>Mends the strings of a JSON value.</summary>
    public static JsonElement Clean(JsonElement value)
    {
        if (!value.GetRawText().Contains("\\u", StringComparison.Ordinal))
        {
            return value;
        }

        return JsonSerializer.Deserialize(Clean(JsonNode.Parse(value.GetRawText()))?.ToJsonString() ?? "null", SafeTextJsonContext.Default.JsonElement);
    }

    private static JsonNode? Clean(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(Clean(member.Key), Clean(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Clean)]),
        JsonValue text when text.TryGetValue<string>(out var content) => JsonValue.Create(Clean(content)),
        _ => node?.DeepClone(),
    };

    private static bool IsWhole(string text, ref int at)
    {
        if (!char.IsSurrogate(text[at]))
        {
            return true;
        }

        if (!char.IsHighSurrogate(text[at]) || at + 1 >= text.Length || !char.IsLowSurrogate(text[at + 1]))
        {
            return false;
        }

        at++;
        return true;
    }
}
