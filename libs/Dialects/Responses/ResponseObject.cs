using System.Text.Json;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Responses;

/// <summary>Writes the response object, which repeats much of the request.</summary>
internal static class ResponseObject
{
    public static void Write(Utf8JsonWriter json, string id, string model, ResponseStatus status, IReadOnlyList<MessagePart> parts, TokenUsage? usage, AnswerContext context)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("object", "response");
        json.WriteNumber("created_at", context.Created.ToUnixTimeSeconds());
        json.WriteString("status", status.Word);
        json.WriteBoolean("background", false);
        WriteTrouble(json, status);
        WriteInstructions(json, context.Request);
        json.WriteNumberOrNull("max_output_tokens", context.Request.Sampling.MaxOutputTokens);
        json.WriteString("model", model);
        WriteOutput(json, parts, context);
        WriteRequest(json, context.Request);
        WriteUsage(json, usage);
        json.WriteEndObject();
    }

    private static void WriteTrouble(Utf8JsonWriter json, ResponseStatus status)
    {
        if (status.Error is { } error)
        {
            json.WriteStartObject("error");
            json.WriteString("code", error.Class == ErrorClass.RateLimit ? "rate_limit_exceeded" : "server_error");
            json.WriteString("message", error.Message);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("error");
        }

        if (status.IncompleteReason is { } reason)
        {
            json.WriteStartObject("incomplete_details");
            json.WriteString("reason", reason);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("incomplete_details");
        }
    }

    private static void WriteInstructions(Utf8JsonWriter json, ModelRequest request)
    {
        var given = request.Instructions.FirstOrDefault(text => text.Field == "instructions");
        json.WriteString("instructions", given?.Text);
    }

    private static void WriteOutput(Utf8JsonWriter json, IReadOnlyList<MessagePart> parts, AnswerContext context)
    {
        json.WriteStartArray("output");
        for (var i = 0; i < parts.Count; i++)
        {
            ResponsesItems.Write(json, parts[i], ResponsesItems.IdOf(parts[i], context.Id, i));
        }

        json.WriteEndArray();
    }

    private static void WriteRequest(Utf8JsonWriter json, ModelRequest request)
    {
        json.WriteBoolean("parallel_tool_calls", request.ParallelToolCalls ?? true);
        json.WriteNull("previous_response_id");
        json.WriteStartObject("reasoning");
        json.WriteString("effort", request.Reasoning?.Effort);
        json.WriteNull("summary");
        json.WriteEndObject();
        json.WriteBoolean("store", false);
        json.WriteNumberOrNull("temperature", request.Sampling.Temperature);
        WriteFormat(json, request.ResponseFormat);
        WriteChoice(json, request.ToolChoice);
        WriteTools(json, request.Tools);
        json.WriteNumberOrNull("top_p", request.Sampling.TopP);
        json.WriteString("truncation", "disabled");
        json.WriteString("user", request.User);
        json.WriteStartObject("metadata");
        foreach (var (name, value) in request.Metadata)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void WriteFormat(Utf8JsonWriter json, ResponseFormat? format)
    {
        json.WriteStartObject("text");
        json.WriteStartObject("format");
        json.WriteString("type", format?.Kind switch { null => "text", ResponseFormatKind.JsonObject => "json_object", _ => "json_schema" });
        if (format?.Schema is { } schema)
        {
            json.WriteString("name", format.Name);
            json.WriteElement("schema", schema);
            json.WriteOptional("strict", format.Strict);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter json, ToolChoice? choice)
    {
        if (choice?.Kind == ToolChoiceKind.Function)
        {
            json.WriteStartObject("tool_choice");
            json.WriteString("type", "function");
            json.WriteString("name", choice.Name);
            json.WriteEndObject();
            return;
        }

        json.WriteString("tool_choice", choice?.Kind switch { ToolChoiceKind.None => "none", ToolChoiceKind.Required => "required", _ => "auto" });
    }

    private static void WriteTools(Utf8JsonWriter json, IReadOnlyList<Tool> tools)
    {
        json.WriteStartArray("tools");
        foreach (var tool in tools)
        {
            json.WriteStartObject();
            json.WriteString("type", "function");
            json.WriteString("name", tool.Name);
            json.WriteString("description", tool.Description);
            json.WritePropertyName("parameters");
            if (tool.Parameters is { } schema)
            {
                schema.WriteTo(json);
            }
            else
            {
                json.WriteNullValue();
            }

            json.WriteBoolean("strict", tool.Strict ?? false);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteUsage(Utf8JsonWriter json, TokenUsage? usage)
    {
        if (usage is null)
        {
            json.WriteNull("usage");
            return;
        }

        json.WriteStartObject("usage");
        json.WriteNumber("input_tokens", usage.InputTokens);
        json.WriteStartObject("input_tokens_details");
        json.WriteNumber("cached_tokens", usage.CachedInputTokens);
        json.WriteEndObject();
        json.WriteNumber("output_tokens", usage.OutputTokens);
        json.WriteStartObject("output_tokens_details");
        json.WriteNumber("reasoning_tokens", usage.ReasoningTokens);
        json.WriteEndObject();
        json.WriteNumber("total_tokens", usage.TotalTokens);
        json.WriteEndObject();
    }
}
