using System.Text.Json;
using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Dialects.OpenAI;

/// <summary><c>POST /v1/completions</c>: each prompt of a list has its own choices.</summary>
internal sealed class CompletionOperation() : Operation(Dialect.OpenAI)
{
    public override ApiRequest Read(JsonElement body, string model)
    {
        var prompt = Json.Member(body, "prompt");
        var prompts = prompt.ValueKind == JsonValueKind.Array && prompt.GetArrayLength() > 0 && prompt[0].ValueKind != JsonValueKind.Number ? prompt.GetArrayLength() : 1;
        return new ApiRequest
        {
            Model = Json.Required(body, "model"),
            Stream = Json.Flag(body, "stream"),
            IncludeUsage = Json.Flag(Json.Member(body, "stream_options"), "include_usage"),
            Choices = Math.Clamp(Math.Max(1, Json.Count(body, "n")) * prompts, 1, 128),
            MaxTokens = Json.Count(body, "max_tokens"),
        };
    }

    public override string Whole(Answer answer, ApiRequest request) =>
        $$"""{{Head(answer)}}{{Json.Array(answer.Choices.Index(), static pair => Choice(pair.Index, pair.Item.WholeText, $"\"{OpenAIText.FinishReason(pair.Item.Finish)}\""))}}{{(answer.Usage is null ? string.Empty : ",\"usage\":" + OpenAIText.Usage(answer.Usage))}}}""";

    public override void Stream(Answer answer, ApiRequest request, List<StreamEvent> events)
    {
        var head = Head(answer);
        for (var index = 0; index < answer.Choices.Count; index++)
        {
            foreach (var piece in answer.Choices[index].Text)
            {
                events.Add(new StreamEvent(EventRoles.Token, null, $$"""{{head}}[{{Choice(index, piece, "null")}}]}"""));
            }

            events.Add(new StreamEvent(EventRoles.None, null, $$"""{{head}}[{{Choice(index, string.Empty, $"\"{OpenAIText.FinishReason(answer.Choices[index].Finish)}\"")}}]}"""));
        }

        if (request.IncludeUsage && answer.Usage is not null)
        {
            events.Add(new StreamEvent(EventRoles.Usage, null, $$"""{{head}}[],"usage":{{OpenAIText.Usage(answer.Usage)}}}"""));
        }

        events.Add(new StreamEvent(EventRoles.Terminator, null, "[DONE]"));
    }

    private static string Head(Answer answer) =>
        $$"""{"id":"cmpl-{{Json.IdSlot}}","object":"text_completion","created":{{OpenAIText.Created}},"model":{{Json.Quote(answer.Model)}},"choices":""";

    private static string Choice(int index, string text, string finish) =>
        $$"""{"text":{{Json.Quote(text)}},"index":{{index}},"logprobs":null,"finish_reason":{{finish}}}""";
}
