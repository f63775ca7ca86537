using System.Buffers;
using System.Text.Json;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Chat;
using Switchyard.Dialects.OpenAI;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Completions;

/// <summary>Writes text completions.</summary>
internal sealed class CompletionsAnswerWriter : IAnswerWriter
{
    public void Write(ModelAnswer answer, AnswerContext context, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(context);
        using var json = AnswerJson.Create(output);
        json.WriteStartObject();
        WriteHead(json, answer.Id ?? $"cmpl-{context.Id}", answer.Model ?? context.Request.Model, context);
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteString("text", string.Concat(answer.Parts.Select(TextOf)));
        ChatAssistantMessage.WriteReasoningText(json, answer.Parts);
        json.WriteNumber("index", 0);
        json.WriteNull("logprobs");
        FinishWords.Write(json, answer.Finish);
        json.WriteEndObject();
        json.WriteEndArray();
        if (answer.Usage is { } usage)
        {
            UsageJson.Write(json, usage);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes what an answer or a chunk of one begins with.</summary>
    public static void WriteHead(Utf8JsonWriter json, string id, string model, AnswerContext context)
    {
        json.WriteString("id"u8, id);
        json.WriteString("object"u8, "text_completion"u8);
        json.WriteNumber("created"u8, context.Created.ToUnixTimeSeconds());
        json.WriteString("model"u8, model);
    }

    private static string TextOf(MessagePart part) => part switch
    {
        TextPart text => text.Text,
        RefusalPart refusal => refusal.Text,
        _ => string.Empty,
    };
}
