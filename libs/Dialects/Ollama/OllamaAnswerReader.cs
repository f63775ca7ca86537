using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Chat;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Ollama;

/// <summary>Reads whole answers of <c>/api/chat</c>.</summary>
internal sealed class OllamaAnswerReader : AnswerReader
{
    protected override ModelAnswer Read(JsonField root, AnswerContext context)
    {
        if (root["error"].OptionalText() is { } error)
        {
            throw new AnswerFormatException($"The upstream answered with success, and an error inside: {error}");
        }

        var message = root["message"];
        var parts = ReadParts(message.IsAbsent ? throw message.Wrong("an object") : message, context);
        return new ModelAnswer
        {
            Model = root["model"].OptionalText(),
            Parts = parts,
            Finish = FinishReasons.WithCalls(OllamaFinish.Read(root["done_reason"].OptionalText()), parts.Exists(part => part is ToolCallPart)),
            Usage = new TokenUsage { InputTokens = root["prompt_eval_count"].LongWholeNumber() ?? 0, OutputTokens = root["eval_count"].LongWholeNumber() ?? 0 },
        };
    }

    private static List<MessagePart> ReadParts(JsonField message, AnswerContext context)
    {
        List<MessagePart> parts = [];
        if (message["thinking"].OptionalText() is { Length: > 0 } thinking)
        {
            parts.Add(new ReasoningPart(thinking, null, ReasoningOrigin.Unknown));
        }

        if (message["content"].OptionalText() is { Length: > 0 } content)
        {
            parts.Add(new TextPart(content));
        }

        parts.AddRange(ChatToolCalls.Read(message["tool_calls"], $"call_{context.CallId}_").Select(call => call with { Field = string.Empty }));
        return parts;
    }
}
