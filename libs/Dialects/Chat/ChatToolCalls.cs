using System.Text.Json;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.OpenAI;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Chat;

/// <summary>The member <c>tool_calls</c>.</summary>
internal static class ChatToolCalls
{
    /// <summary>Reads the calls; <paramref name="idPrefix"/> makes ids for servers that give none, <see langword="null"/> demands them.</summary>
    public static IEnumerable<ToolCallPart> Read(JsonField calls, string? idPrefix)
    {
        var index = 0;
        foreach (var call in calls.Items())
        {
            if (call["type"].OptionalText() is { } type and not "function")
            {
                throw call["type"].Unsupported($"is '{type}'; only functions can be called across providers");
            }

            var function = call["function"];
            var id = call["id"].OptionalText() is { Length: > 0 } given ? given : idPrefix is null ? call["id"].Text() : $"{idPrefix}{index}";
            yield return new ToolCallPart(id, function["name"].Text(), ReadArguments(function["arguments"])) { Field = call.Path };
            index++;
        }
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<MessagePart> parts)
    {
        if (!parts.Any(part => part is ToolCallPart))
        {
            return;
        }

        json.WriteStartArray("tool_calls");
        foreach (var part in parts)
        {
            if (part is ToolCallPart call)
            {
                FunctionJson.WriteCall(json, call);
            }
        }

        json.WriteEndArray();
    }

    /// <summary>Reads arguments: JSON in a string, an empty string for none, and at some servers the object itself.</summary>
    public static string ReadArguments(JsonField arguments) => arguments.Kind switch
    {
        JsonValueKind.Object => arguments.Element.GetRawText(),
        JsonValueKind.Undefined or JsonValueKind.Null => "{}",
        _ => arguments.Text() is var text && string.IsNullOrWhiteSpace(text) ? "{}" : text,
    };
}
