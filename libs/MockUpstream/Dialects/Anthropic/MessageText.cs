using Switchyard.MockUpstream.Answers;
using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Dialects.Anthropic;

/// <summary>The message object and its blocks.</summary>
internal static class MessageText
{
    /// <summary>The signature of every thinking block: a caller has to send it back as it came.</summary>
    public const string Signature = "c2lnbmF0dXJlIG9mIHRoZSBtb2NrIHVwc3RyZWFtOiBuNAuc/7N6mJylROa7eAoseJAdP7M3OHaFEaMGF6+gHUv1Ei80RVTFO94uu4zSt+PRYArWMcOFpdfM4jx3hUWa28G0yQD/5I1XW12lxjgEASX2XbD+PiRJS3bqmGRX2YYIT+0IuXivTX0ZanRGqGtYAJ5ja2EdsWIRtlqarf8pxQ==";

    public static string Message(string model, string content, string stopReason, string usage) =>
        $$"""{"id":"msg_{{Json.IdSlot}}","type":"message","role":"assistant","model":{{Json.Quote(model)}},"content":{{content}},"stop_reason":{{stopReason}},"stop_sequence":null{{usage}}}""";

    public static string StopReason(Finish finish) => finish switch
    {
        Finish.Length => "\"max_tokens\"",
        Finish.ToolCalls => "\"tool_use\"",
        Finish.Filter => "\"refusal\"",
        _ => "\"end_turn\"",
    };

    public static string Blocks(AnswerChoice choice)
    {
        var blocks = new List<string>();
        if (choice.Reasoning.Count > 0)
        {
            blocks.Add(Thinking(choice.WholeReasoning, Signature));
        }

        if (choice.Text.Count > 0)
        {
            blocks.Add(Text(choice.WholeText));
        }

        blocks.AddRange(choice.ToolCalls.Select(static call => ToolUse(call, call.Arguments)));
        return $"[{string.Join(',', blocks)}]";
    }

    public static string Text(string text) => $$"""{"type":"text","text":{{Json.Quote(text)}}}""";

    public static string Thinking(string thinking, string signature) => $$"""{"type":"thinking","thinking":{{Json.Quote(thinking)}},"signature":"{{signature}}"}""";

    public static string ToolUse(AnswerToolCall call, string input) => $$"""{"type":"tool_use","id":"{{ToolId(call)}}","name":{{Json.Quote(call.Name)}},"input":{{input}}}""";

    /// <summary>A member with its comma, or nothing: the tokens of the prompt do not hold the cached ones here.</summary>
    public static string Usage(AnswerUsage? usage, int output) => usage is null
        ? string.Empty
        : $$$""","usage":{"input_tokens":{{{usage.Input - usage.Cached - usage.CacheWritten}}},"cache_creation_input_tokens":{{{usage.CacheWritten}}},"cache_read_input_tokens":{{{usage.Cached}}},"cache_creation":{"ephemeral_5m_input_tokens":{{{usage.CacheWritten}}},"ephemeral_1h_input_tokens":0},"output_tokens":{{{output}}},"output_tokens_details":{"thinking_tokens":{{{Math.Min(output, usage.Reasoning)}}}},"service_tier":"standard"}""";

    /// <summary>The totals that close a stream.</summary>
    public static string FinalUsage(AnswerUsage? usage) => usage is null
        ? string.Empty
        : $$$""","usage":{"input_tokens":{{{usage.Input - usage.Cached - usage.CacheWritten}}},"cache_creation_input_tokens":{{{usage.CacheWritten}}},"cache_read_input_tokens":{{{usage.Cached}}},"output_tokens":{{{usage.Output}}},"output_tokens_details":{"thinking_tokens":{{{usage.Reasoning}}}}}""";

    private static string ToolId(AnswerToolCall call) => "toolu_01" + call.Id["call_".Length..];
}
