using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Switchyard.MockUpstream.Dialects;

/// <summary>Reads and writes JSON by hand: the wire shapes are to be seen in the source as they are sent.</summary>
internal static class Json
{
    /// <summary>Stands in composed answers where each request's own identifier goes: as long as one, and nothing else has it.</summary>
    public const string IdSlot = "~~~~~~~~~~~~~~~~~~~~~~~~";

    // What JSON must escape and nothing more: providers send other characters as they are, where the framework's encoders escape emoji.
    private static readonly SearchValues<char> s_escaped = SearchValues.Create(
        "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f");

    public static string Quote(string? text)
    {
        if (text is null)
        {
            return "null";
        }

        if (text.AsSpan().IndexOfAny(s_escaped) < 0)
        {
            return $"\"{text}\"";
        }

        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' or '\\' => quoted.Append('\\').Append(character),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => quoted.Append(character),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Writes a JSON array.</summary>
    public static string Array<T>(IEnumerable<T> items, Func<T, string> write) => $"[{string.Join(',', items.Select(write))}]";

    public static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : default;

    public static JsonElement Member(JsonElement element, string first, string second) => Member(Member(element, first), second);

    public static string Required(JsonElement element, string name) => Text(element, name) is { Length: > 0 } text
        ? text
        : throw new BadRequestException($"you must provide a {name} parameter");

    public static string? Text(JsonElement element, string name)
    {
        var member = Member(element, name);
        return member.ValueKind switch
        {
            JsonValueKind.Undefined => null,
            JsonValueKind.String => member.GetString(),
            _ => throw new BadRequestException($"Invalid type for '{name}': expected a string."),
        };
    }

    public static bool Flag(JsonElement element, string name, bool otherwise = false)
    {
        var member = Member(element, name);
        return member.ValueKind switch
        {
            JsonValueKind.Undefined => otherwise,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw new BadRequestException($"Invalid type for '{name}': expected a boolean."),
        };
    }

    public static int Count(JsonElement element, string name)
    {
        var member = Member(element, name);
        return member.ValueKind switch
        {
            JsonValueKind.Undefined => 0,
            JsonValueKind.Number when member.TryGetInt32(out var count) => count,
            _ => throw new BadRequestException($"Invalid type for '{name}': expected an integer."),
        };
    }

    public static JsonElement.ArrayEnumerator Items(JsonElement element, string name)
    {
        var member = Member(element, name);
        return member.ValueKind switch
        {
            JsonValueKind.Undefined => default,
            JsonValueKind.Array => member.EnumerateArray(),
            _ => throw new BadRequestException($"Invalid type for '{name}': expected an array."),
        };
    }
}
