using System.Text.Json;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Requests;
using Switchyard.Router.Forwarding;

namespace Switchyard.Router.Strategies;

/// <summary>What makes a cascade ask the next model.</summary>
internal static class AnswerChecks
{
    /// <summary>Says what is wrong with <paramref name="answer"/>; <see langword="null"/> where nothing is.</summary>
    public static string? Find(CapturedAnswer answer, ForwardRequest request, double minMeanLogprob)
    {
        var said = answer.Answer!;
        var text = AnswerText.Of(said);
        return said.Finish.Reason switch
        {
            FinishReason.Length or FinishReason.ContextLength => "it was cut off at the limit",
            FinishReason.ContentFilter => "a content filter cut in",
            FinishReason.Refusal => "the model refused",
            _ when said.Parts.OfType<RefusalPart>().Any() => "the model refused",
            _ when text.Length == 0 && !said.Parts.OfType<ToolCallPart>().Any() => "it is empty",
            _ when request.Caller!.Answer.Request.ResponseFormat is not null && !said.Parts.OfType<ToolCallPart>().Any() && AnswerText.CanonicalJson(text) is null => "it is not the JSON that was asked for",
            _ => MeanLogprob(answer.Bytes) is { } mean && mean < minMeanLogprob ? FormattableString.Invariant($"its mean log probability is {mean:0.00}") : null,
        };
    }

    // Only chat answers carry them, and only where the request asks.
    private static double? MeanLogprob(ReadOnlyMemory<byte> bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        if (!document.RootElement.TryGetProperty("choices", out var choices) || choices.GetArrayLength() == 0
            || !choices[0].TryGetProperty("logprobs", out var logprobs) || logprobs.ValueKind != JsonValueKind.Object
            || !logprobs.TryGetProperty("content", out var tokens) || tokens.ValueKind != JsonValueKind.Array || tokens.GetArrayLength() == 0)
        {
            return null;
        }

        return tokens.EnumerateArray().Average(static token => token.TryGetProperty("logprob", out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : 0);
    }
}
