using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Gemini;

/// <summary>Reads generateContent answers.</summary>
internal sealed class GeminiAnswerReader : AnswerReader
{
    protected override ModelAnswer Read(JsonField root, AnswerContext context)
    {
        var error = root["error"];
        if (!error.IsAbsent)
        {
            throw new AnswerFormatException($"The upstream answered with success, and an error inside: {GeminiErrorReader.ReadError(500, error).Message}");
        }

        var candidate = root["candidates"].Items().Select(item => (JsonField?)item).FirstOrDefault();
        var parts = candidate is { } some ? ReadParts(some["content"]["parts"], context) : [];
        return new ModelAnswer
        {
            Id = root["responseId"].OptionalText(),
            Model = root["modelVersion"].OptionalText(),
            Parts = parts,
            Finish = FinishReasons.WithCalls(ReadFinish(root, candidate), parts.Exists(part => part is ToolCallPart)),
            Usage = GeminiUsage.Read(root["usageMetadata"]),
        };
    }

    private static AnswerFinish ReadFinish(JsonField root, JsonField? candidate)
    {
        if (candidate is null)
        {
            var reason = root["promptFeedback"]["blockReason"];
            return reason.IsAbsent ? throw root["candidates"].Wrong("an array with an answer") : GeminiFinish.Blocked(reason.Text());
        }

        var word = candidate.Value["finishReason"].OptionalText() ?? "STOP";
        return GeminiFinish.IsFailure(word) ? throw new AnswerFormatException(GeminiFinish.FailureMessage(word)) : GeminiFinish.Read(word);
    }

    private static List<MessagePart> ReadParts(JsonField parts, AnswerContext context)
    {
        List<MessagePart> read = [];
        var calls = 0;
        foreach (var part in parts.Items())
        {
            var signature = part["thoughtSignature"].OptionalText();
            if (part["thought"].Flag() == true)
            {
                AddReasoning(read, part["text"].OptionalText() ?? string.Empty, signature);
                continue;
            }

            AddSignature(read, signature);
            if (!part["functionCall"].IsAbsent)
            {
                read.Add(ReadCall(part["functionCall"], $"call_{context.CallId}_{calls++}"));
            }
            else
            {
                AddText(read, part);
            }
        }

        return read;
    }

    private static ToolCallPart ReadCall(JsonField call, string id) =>
        new(call["id"].OptionalText() is { Length: > 0 } given ? given : id, call["name"].Text(), call["args"].OptionalObject()?.GetRawText() ?? "{}");

    private static void AddReasoning(List<MessagePart> parts, string text, string? signature)
    {
        if (parts is [.., ReasoningPart { Signature: null } last])
        {
            parts[^1] = last with { Text = last.Text + text, Signature = signature };
        }
        else
        {
            parts.Add(new ReasoningPart(text, signature, ReasoningOrigin.Gemini));
        }
    }

    // The signature of the thoughts before, or of thoughts not shown.
    private static void AddSignature(List<MessagePart> parts, string? signature)
    {
        if (signature is null)
        {
            return;
        }

        if (parts is [.., ReasoningPart { Signature: null } last])
        {
            parts[^1] = last with { Signature = signature };
        }
        else
        {
            parts.Add(new ReasoningPart(string.Empty, signature, ReasoningOrigin.Gemini) { IsRedacted = true });
        }
    }

    private static void AddText(List<MessagePart> parts, JsonField part)
    {
        if (part["text"].OptionalText() is not { } text)
        {
            throw new AnswerFormatException("The upstream answered with something that is neither text nor a tool call.");
        }

        if (parts is [.., TextPart last])
        {
            parts[^1] = new TextPart(last.Text + text);
        }
        else if (text.Length > 0)
        {
            parts.Add(new TextPart(text));
        }
    }
}
