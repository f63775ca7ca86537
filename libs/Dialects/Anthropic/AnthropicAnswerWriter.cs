using System.Buffers;
using System.Text.Json;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Reasoning;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Anthropic;

/// <summary>Writes messages answers.</summary>
internal sealed class AnthropicAnswerWriter : IAnswerWriter
{
    public void Write(ModelAnswer answer, AnswerContext context, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(context);
        using var json = AnswerJson.Create(output);
        json.WriteStartObject();
        WriteHead(json, answer.Id ?? $"msg_{context.Id}", answer.Model ?? context.Request.Model);
        json.WriteStartArray("content");
        foreach (var part in answer.Parts)
        {
            WriteBlock(json, part);
        }

        json.WriteEndArray();
        StopReasons.Write(json, answer.Finish);
        AnthropicUsage.Write(json, answer.Usage);
        json.WriteEndObject();
    }

    /// <summary>Writes what an answer begins with, whole or streamed.</summary>
    public static void WriteHead(Utf8JsonWriter json, string id, string model)
    {
        json.WriteString("id", id);
        json.WriteString("type", "message");
        json.WriteString("role", "assistant");
        json.WriteString("model", model);
    }

    private static void WriteBlock(Utf8JsonWriter json, MessagePart part)
    {
        switch (part)
        {
            case TextPart text:
                BlockWriter.WriteText(json, text.Text, null);
                break;
            case RefusalPart refusal:
                BlockWriter.WriteText(json, refusal.Text, null);
                break;
            case ToolCallPart call:
                WriteCall(json, call);
                break;
            case ReasoningPart reasoning:
                WriteReasoning(json, reasoning);
                break;
            default:
                throw new AnswerFormatException($"The answer has a part ({part.GetType().Name}) that cannot be written for Anthropic's callers.");
        }
    }

    private static void WriteCall(Utf8JsonWriter json, ToolCallPart call)
    {
        if (!JsonText.IsObject(call.Arguments))
        {
            throw new AnswerFormatException($"The model called '{call.Name}' with arguments that are no JSON object.");
        }

        json.WriteStartObject();
        json.WriteString("type", "tool_use");
        json.WriteString("id", call.Id);
        json.WriteString("name", call.Name);
        json.WriteJson("input", call.Arguments);
        json.WriteEndObject();
    }

    private static void WriteReasoning(Utf8JsonWriter json, ReasoningPart reasoning)
    {
        json.WriteStartObject();
        if (reasoning.IsRedacted && reasoning.Text.Length == 0)
        {
            json.WriteString("type", "redacted_thinking");
            json.WriteString("data", Signature(reasoning));
        }
        else
        {
            json.WriteString("type", "thinking");
            json.WriteString("thinking", reasoning.Text);
            json.WriteString("signature", Signature(reasoning));
        }

        json.WriteEndObject();
    }

    private static string Signature(ReasoningPart reasoning) =>
        reasoning.Signature is null ? string.Empty : ReasoningFormats.Prefix(reasoning.Origin, reasoning.IsRedacted, ReasoningOrigin.Anthropic) + reasoning.Signature;
}
