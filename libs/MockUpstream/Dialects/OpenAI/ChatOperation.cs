using System.Text.Json;
using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Dialects.OpenAI;

/// <summary><c>POST /v1/chat/completions</c>. Reasoning is <c>reasoning_content</c>, as the compatible servers have it.</summary>
internal sealed class ChatOperation() : Operation(Dialect.OpenAI)
{
    public override string AzurePrelude =>
        """{"choices":[],"created":0,"id":"","model":"","object":"","prompt_filter_results":[{"prompt_index":0,"content_filter_results":{"hate":{"filtered":false,"severity":"safe"},"self_harm":{"filtered":false,"severity":"safe"},"sexual":{"filtered":false,"severity":"safe"},"violence":{"filtered":false,"severity":"safe"}}}]}""";

    public override ApiRequest Read(JsonElement body, string model) => ChatRequestReader.Read(body);

    public override string Whole(Answer answer, ApiRequest request) =>
        $$"""{"id":"chatcmpl-{{Json.IdSlot}}","object":"chat.completion","created":{{OpenAIText.Created}},"model":{{Json.Quote(answer.Model)}},"choices":{{Json.Array(answer.Choices.Index(), static pair => WholeChoice(pair.Index, pair.Item))}}{{(answer.Usage is null ? string.Empty : ",\"usage\":" + OpenAIText.Usage(answer.Usage))}},"service_tier":"default","system_fingerprint":"fp_mock"}""";

    public override void Stream(Answer answer, ApiRequest request, List<StreamEvent> events)
    {
        var usage = request.IncludeUsage && answer.Usage is not null;
        var writer = new ChunkWriter(answer.Model, usage, events);
        for (var index = 0; index < answer.Choices.Count; index++)
        {
            var content = answer.Choices[index].ToolCalls.Count > 0 && answer.Choices[index].Text.Count == 0 ? "null" : "\"\"";
            writer.Delta(EventRoles.None, index, $$"""{"role":"assistant","content":{{content}},"refusal":null}""");
        }

        WriteInTurn(answer, static choice => choice.Reasoning, writer, "reasoning_content");
        WriteInTurn(answer, static choice => choice.Text, writer, "content");
        for (var index = 0; index < answer.Choices.Count; index++)
        {
            WriteToolCalls(answer.Choices[index], index, writer);
            writer.Finish(index, OpenAIText.FinishReason(answer.Choices[index].Finish));
        }

        if (usage)
        {
            writer.Usage(OpenAIText.Usage(answer.Usage!));
        }

        events.Add(new StreamEvent(EventRoles.Terminator, null, "[DONE]"));
    }

    private static string WholeChoice(int index, AnswerChoice choice)
    {
        var content = choice.ToolCalls.Count > 0 && choice.Text.Count == 0 ? "null" : Json.Quote(choice.WholeText);
        var reasoning = choice.Reasoning.Count == 0 ? string.Empty : $",\"reasoning_content\":{Json.Quote(choice.WholeReasoning)}";
        var calls = choice.ToolCalls.Count == 0 ? string.Empty : ",\"tool_calls\":" + Json.Array(choice.ToolCalls, static call =>
            $$$"""{"id":"{{{call.Id}}}","type":"function","function":{"name":{{{Json.Quote(call.Name)}}},"arguments":{{{Json.Quote(call.Arguments)}}}}}""");
        return $$$"""{"index":{{{index}}},"message":{"role":"assistant","content":{{{content}}}{{{reasoning}}},"refusal":null,"annotations":[]{{{calls}}}},"logprobs":null,"finish_reason":"{{{OpenAIText.FinishReason(choice.Finish)}}}"}""";
    }

    // Several choices come interleaved, as a batch generates them.
    private static void WriteInTurn(Answer answer, Func<AnswerChoice, IReadOnlyList<string>> pieces, ChunkWriter writer, string member)
    {
        for (var token = 0; token < answer.Choices.Max(choice => pieces(choice).Count); token++)
        {
            for (var index = 0; index < answer.Choices.Count; index++)
            {
                if (token < pieces(answer.Choices[index]).Count)
                {
                    writer.Delta(EventRoles.Token, index, $$"""{"{{member}}":{{Json.Quote(pieces(answer.Choices[index])[token])}}}""");
                }
            }
        }
    }

    private static void WriteToolCalls(AnswerChoice choice, int index, ChunkWriter writer)
    {
        for (var number = 0; number < choice.ToolCalls.Count; number++)
        {
            var call = choice.ToolCalls[number];
            writer.Delta(EventRoles.None, index, $$$"""{"tool_calls":[{"index":{{{number}}},"id":"{{{call.Id}}}","type":"function","function":{"name":{{{Json.Quote(call.Name)}}},"arguments":""}}]}""");
            foreach (var fragment in call.Fragments)
            {
                writer.Delta(EventRoles.Token, index, $$$"""{"tool_calls":[{"index":{{{number}}},"function":{"arguments":{{{Json.Quote(fragment)}}}}}]}""");
            }
        }
    }
}
