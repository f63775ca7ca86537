using System.Text.Json;
using Switchyard.Dialects.Features;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.OpenAI;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Chat;

/// <summary>The members <c>tools</c> and <c>tool_choice</c>.</summary>
internal static class ChatTools
{
    public static Tool Read(JsonField tool)
    {
        if (tool["type"].Text() is var type and not "function")
        {
            throw tool["type"].Unsupported($"is '{type}'; only functions exist at every provider");
        }

        var function = tool["function"];
        return new Tool(function["name"].Text(), function["description"].OptionalText(), function["parameters"].OptionalObject(), function["strict"].Flag(), tool.Path)
        {
            CacheControl = tool["cache_control"].OptionalObject(),
        };
    }

    /// <summary>Reads a word, or an object that names a function; responses leave the inner object out.</summary>
    public static ToolChoice? ReadChoice(JsonField choice) => choice.Kind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.String => new ToolChoice(choice.Text() switch
        {
            "auto" => ToolChoiceKind.Auto,
            "none" => ToolChoiceKind.None,
            "required" or "any" => ToolChoiceKind.Required,
            _ => throw choice.Wrong("auto, none, required or a function"),
        }),
        _ when choice["type"].Text() == "function" => new ToolChoice(ToolChoiceKind.Function, (choice["function"].IsAbsent ? choice : choice["function"])["name"].Text()),
        _ => throw choice.Unsupported("must be auto, none, required or a function: other forms exist at OpenAI alone"),
    };

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
        WriteChoice(translation.Json, request.ToolChoice);
        translation.Json.WriteOptional("parallel_tool_calls", request.ParallelToolCalls);
    }

    private static void Write(RequestTranslation translation, Tool tool)
    {
        translation.Judge(tool);
        FunctionJson.WriteTool(translation.Json, tool, hasStrict: true);
    }

    private static void WriteChoice(Utf8JsonWriter json, ToolChoice? choice)
    {
        switch (choice?.Kind)
        {
            case null:
                break;
            case ToolChoiceKind.Function:
                json.WriteStartObject("tool_choice");
                json.WriteString("type", "function");
                json.WriteStartObject("function");
                json.WriteString("name", choice.Name);
                json.WriteEndObject();
                json.WriteEndObject();
                break;
            default:
                json.WriteString("tool_choice", choice.Kind switch { ToolChoiceKind.Auto => "auto", ToolChoiceKind.None => "none", _ => "required" });
                break;
        }
    }
}
