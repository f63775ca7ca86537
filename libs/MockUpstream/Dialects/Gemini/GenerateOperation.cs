using System.Text.Json;
using Switchyard.MockUpstream.Answers;
using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Dialects.Gemini;

/// <summary>
/// <c>POST /v1beta/models/{model}:generateContent</c> and <c>:streamGenerateContent</c>. A stream is made of whole answers that each carry the next parts,
/// all with usage so far; only the last has a finish reason. A function call comes in one piece.
/// </summary>
internal sealed class GenerateOperation(bool stream, StreamSyntax syntax) : Operation(Dialect.Gemini)
{
    private const string Signature = "CiQBjz1rX2u7nqS0mRl5Yk1vY2stdGhvdWdodC1zaWduYXR1cmU=";

    public override StreamSyntax Syntax => syntax;

    public override ApiRequest Read(JsonElement body, string model) => GenerateRequestReader.Read(body, model, stream);

    public override string Whole(Answer answer, ApiRequest request) =>
        Response(answer, Json.Array(answer.Choices.Index(), static pair => Candidate(pair.Index, Parts(pair.Item), FinishReason(pair.Item.Finish))), answer.Usage);

    public override void Stream(Answer answer, ApiRequest request, List<StreamEvent> events)
    {
        var written = 0;
        for (var index = 0; index < answer.Choices.Count; index++)
        {
            var choice = answer.Choices[index];
            foreach (var part in choice.Reasoning.Select(Thought).Concat(choice.Text.Select(Text)).Concat(choice.ToolCalls.Select(Call)))
            {
                Add(EventRoles.Token, part, finish: null, answer.Usage is null ? null : answer.Usage with { Output = ++written, Reasoning = Math.Min(written, answer.Usage.Reasoning) });
            }

            Add(Last(answer, index), Text(string.Empty), FinishReason(choice.Finish), answer.Usage);

            void Add(EventRoles roles, string part, string? finish, AnswerUsage? usage) =>
                events.Add(new StreamEvent(roles, null, Response(answer, $"[{Candidate(index, $"[{part}]", finish)}]", usage)));
        }
    }

    private static EventRoles Last(Answer answer, int index) => index == answer.Choices.Count - 1 ? EventRoles.Usage | EventRoles.Terminator : EventRoles.None;

    private static string Response(Answer answer, string candidates, AnswerUsage? usage) =>
        $$"""{"candidates":{{candidates}}{{(usage is null ? string.Empty : ",\"usageMetadata\":" + Usage(usage))}},"modelVersion":{{Json.Quote(answer.Model)}},"responseId":"{{Json.IdSlot}}"}""";

    private static string Candidate(int index, string parts, string? finish) =>
        $$$"""{"content":{"parts":{{{parts}}},"role":"model"}{{{(finish is null ? string.Empty : $",\"finishReason\":\"{finish}\"")}}},"index":{{{index}}}}""";

    private static string Parts(AnswerChoice choice)
    {
        var parts = new List<string>();
        if (choice.Reasoning.Count > 0)
        {
            parts.Add(Thought(choice.WholeReasoning));
        }

        if (choice.Text.Count > 0)
        {
            parts.Add(Text(choice.WholeText));
        }

        parts.AddRange(choice.ToolCalls.Select(Call));
        return $"[{string.Join(',', parts)}]";
    }

    private static string Text(string text) => $$"""{"text":{{Json.Quote(text)}}}""";

    private static string Thought(string text) => $$"""{"text":{{Json.Quote(text)}},"thought":true}""";

    private static string Call(AnswerToolCall call) =>
        $$$"""{"functionCall":{"id":"{{{call.Id}}}","name":{{{Json.Quote(call.Name)}}},"args":{{{call.Arguments}}}},"thoughtSignature":"{{{Signature}}}"}""";

    // A turn that ends with function calls ends like any other here.
    private static string FinishReason(Finish finish) => finish switch
    {
        Finish.Length => "MAX_TOKENS",
        Finish.Filter => "SAFETY",
        _ => "STOP",
    };

    private static string Usage(AnswerUsage usage)
    {
        var cached = usage.Cached > 0 ? $",\"cachedContentTokenCount\":{usage.Cached}" : string.Empty;
        var thoughts = usage.Reasoning > 0 ? $",\"thoughtsTokenCount\":{usage.Reasoning}" : string.Empty;
        return $$"""{"promptTokenCount":{{usage.Input}},"candidatesTokenCount":{{usage.Output - usage.Reasoning}},"totalTokenCount":{{usage.Input + usage.Output}}{{cached}},"promptTokensDetails":[{"modality":"TEXT","tokenCount":{{usage.Input}}}]{{thoughts}}}""";
    }
}
