using Switchyard.MockUpstream.Answers;
using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Dialects.OpenAI;

/// <summary>The response object and its items, begun and done.</summary>
internal static class ResponsesItems
{
    public static string ReasoningId => "rs_" + Json.IdSlot;

    public static string MessageId => "msg_" + Json.IdSlot;

    public static string CallId(AnswerToolCall call) => "fc_" + call.Id["call_".Length..];

    public static string Response(Answer answer, string status, string output)
    {
        var incomplete = status == "incomplete" ? $$"""{"reason":"{{(answer.First.Finish == Finish.Filter ? "content_filter" : "max_output_tokens")}}"}""" : "null";
        var usage = status == "in_progress" || answer.Usage is null ? "null" : Usage(answer.Usage);
        return $$$"""{"id":"resp_{{{Json.IdSlot}}}","object":"response","created_at":{{{OpenAIText.Created}}},"status":"{{{status}}}","background":false,"error":null,"incomplete_details":{{{incomplete}}},"instructions":null,"max_output_tokens":null,"max_tool_calls":null,"model":{{{Json.Quote(answer.Model)}}},"output":{{{output}}},"parallel_tool_calls":true,"previous_response_id":null,"reasoning":{"effort":null,"summary":null},"service_tier":"default","store":true,"temperature":1.0,"text":{"format":{"type":"text"},"verbosity":"medium"},"tool_choice":"auto","tools":[],"top_logprobs":0,"top_p":1.0,"truncation":"disabled","usage":{{{usage}}},"user":null,"metadata":{}}""";
    }

    public static string Status(Answer answer) => answer.First.Finish is Finish.Length or Finish.Filter ? "incomplete" : "completed";

    public static string Output(AnswerChoice choice)
    {
        var items = new List<string>();
        if (choice.Reasoning.Count > 0)
        {
            items.Add(Reasoning(choice));
        }

        if (choice.Text.Count > 0)
        {
            items.Add(Message(choice));
        }

        items.AddRange(choice.ToolCalls.Select(static call => Call(call, "completed", call.Arguments)));
        return $"[{string.Join(',', items)}]";
    }

    public static string SummaryPart(string text) => $$"""{"type":"summary_text","text":{{Json.Quote(text)}}}""";

    public static string TextPart(string text) => $$"""{"type":"output_text","annotations":[],"logprobs":[],"text":{{Json.Quote(text)}}}""";

    public static string Reasoning(AnswerChoice choice) => $$"""{"id":"{{ReasoningId}}","type":"reasoning","summary":[{{SummaryPart(choice.WholeReasoning)}}]}""";

    public static string ReasoningBegun() => $$"""{"id":"{{ReasoningId}}","type":"reasoning","summary":[]}""";

    public static string Message(AnswerChoice choice) =>
        $$"""{"id":"{{MessageId}}","type":"message","status":"{{(choice.Finish == Finish.Length ? "incomplete" : "completed")}}","content":[{{TextPart(choice.WholeText)}}],"role":"assistant"}""";

    public static string MessageBegun() => $$"""{"id":"{{MessageId}}","type":"message","status":"in_progress","content":[],"role":"assistant"}""";

    public static string Call(AnswerToolCall call, string status, string arguments) =>
        $$"""{"id":"{{CallId(call)}}","type":"function_call","status":"{{status}}","arguments":{{Json.Quote(arguments)}},"call_id":"{{call.Id}}","name":{{Json.Quote(call.Name)}}}""";

    private static string Usage(AnswerUsage usage) =>
        $$$"""{"input_tokens":{{{usage.Input}}},"input_tokens_details":{"cached_tokens":{{{usage.Cached}}}},"output_tokens":{{{usage.Output}}},"output_tokens_details":{"reasoning_tokens":{{{usage.Reasoning}}}},"total_tokens":{{{usage.Input + usage.Output}}}}""";
}
