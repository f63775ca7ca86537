using System.Buffers;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.OpenAI;

namespace Switchyard.Dialects.Chat;

/// <summary>Writes chat completions.</summary>
internal sealed class ChatAnswerWriter : IAnswerWriter
{
    public void Write(ModelAnswer answer, AnswerContext context, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(context);
        using var json = AnswerJson.Create(output);
        json.WriteStartObject();
        json.WriteString("id", answer.Id ?? $"chatcmpl-{context.Id}");
        json.WriteString("object", "chat.completion");
        json.WriteNumber("created", context.Created.ToUnixTimeSeconds());
        json.WriteString("model", answer.Model ?? context.Request.Model);
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", 0);
        json.WriteStartObject("message");
        json.WriteString("role", "assistant");
        ChatAssistantMessage.Write(json, answer.Parts);
        ChatAssistantMessage.WriteReasoning(json, answer.Parts);
        json.WriteEndObject();
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
}
