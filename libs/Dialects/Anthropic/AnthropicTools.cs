using Switchyard.Dialects.Features;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Anthropic;

/// <summary>Writes <c>tools</c> and <c>tool_choice</c>.</summary>
internal static class AnthropicTools
{
    public static void Write(RequestTranslation translation)
    {
        var request = translation.Request;
        if (request.Tools.Count == 0)
        {
            return;
        }

        translation.Json.WriteStartArray("tools");
        foreach (var tool in request.Tools)
        {
            Write(translation, tool);
        }

        translation.Json.WriteEndArray();
        WriteChoice(translation);
    }

    private static void Write(RequestTranslation translation, Tool tool)
    {
        var json = translation.Json;
        json.WriteStartObject();
        json.WriteString("name", tool.Name);
        json.WriteOptional("description", tool.Description);
        json.WritePropertyName("input_schema");
        if (tool.Parameters is { } schema)
        {
            schema.WriteTo(json);
        }
        else
        {
            json.WriteRawValue("""{"type":"object","properties":{}}""", skipInputValidation: true);
        }

        json.WriteOptional("strict", tool.Strict);
        json.WriteOptional("cache_control", tool.CacheControl);
        json.WriteEndObject();
    }

    private static void WriteChoice(RequestTranslation translation)
    {
        var (json, request) = (translation.Json, translation.Request);
        var kind = request.ToolChoice?.Kind ?? ToolChoiceKind.Auto;
        // "none" takes no second member; nothing is called anyway.
        var parallel = kind == ToolChoiceKind.None ? null : request.ParallelToolCalls;
        if (request.ToolChoice is null && parallel is null)
        {
            return;
        }

        json.WriteStartObject("tool_choice");
        json.WriteString("type", kind switch
        {
            ToolChoiceKind.Auto => "auto",
            ToolChoiceKind.None => "none",
            ToolChoiceKind.Required => "any",
            _ => "tool",
        });
        json.WriteOptional("name", request.ToolChoice?.Name);
        json.WriteOptional("disable_parallel_tool_use", parallel is { } isParallel ? !isParallel : null);
        json.WriteEndObject();
    }
}
