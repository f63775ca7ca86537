using System.Text.Json;
using Switchyard.Dialects.Tests.Support;

namespace Switchyard.Dialects.Tests;

/// <summary>Anthropic's signed thinking goes out to any caller, whole or streamed, and comes back as it was.</summary>
public sealed class ReasoningCarriageTests
{
    private const string Content = """[{"type":"thinking","thinking":"hm\n","signature":"EqQB+/="},{"type":"redacted_thinking","data":"hid/+="},{"type":"text","text":"Look."},{"type":"tool_use","id":"toolu_1","name":"f","input":{"a":[1,2]}}]""";

    [Fact]
    public void Thinking_ThroughAChatCaller_Returns()
    {
        var message = JsonElement.Parse(Translations.Answer(Dialect.Anthropic, Dialect.Chat, Answer)).GetProperty("choices")[0].GetProperty("message").GetRawText();

        Assert.Equal(Content, AssistantContent(Dialect.Chat, $$"""{"model":"m","messages":[{"role":"user","content":"x"},{{message}}]}"""));
    }

    [Fact]
    public void Thinking_ThroughAResponsesCaller_Returns()
    {
        var output = JsonElement.Parse(Translations.Answer(Dialect.Anthropic, Dialect.Responses, Answer)).GetProperty("output").GetRawText();

        Assert.Equal(Content, AssistantContent(Dialect.Responses, $$"""{"model":"m","input":[{"role":"user","content":"x"},{{output[1..^1]}}]}"""));
    }

    [Fact]
    public void Thinking_OfAChatServer_ReturnsAsText()
    {
        const string Body = """{"choices":[{"message":{"role":"assistant","reasoning_content":"hm","content":"Yes."},"finish_reason":"stop"}]}""";
        var content = JsonElement.Parse(Translations.Answer(Dialect.Chat, Dialect.Anthropic, Body)).GetProperty("content").GetRawText();

        Assert.Equal(
            """{"model":"m","messages":[{"role":"assistant","content":"Yes.","reasoning_content":"hm"}],"max_completion_tokens":9}""",
            Translations.Body(Dialect.Anthropic, Dialect.Chat, $$"""{"model":"m","max_tokens":9,"messages":[{"role":"assistant","content":{{content}}}]}"""));
    }

    [Fact]
    public void Thinking_OfAnthropic_ReachesGatewaysWithItsSignature()
    {
        const string Body = """{"model":"m","max_tokens":9,"messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"sig"},{"type":"text","text":"Yes."}]}]}""";

        Assert.Equal(
            """{"model":"m","messages":[{"role":"assistant","content":"Yes.","reasoning_content":"hm","reasoning_details":[{"type":"reasoning.text","text":"hm","signature":"sig","format":"anthropic-claude-v1","index":0}]}],"max_completion_tokens":9}""",
            Translations.Body(Dialect.Anthropic, Dialect.Chat, Body, new UpstreamTraits { ReasoningHistory = ReasoningHistory.Details }));
        Assert.Equal(
            """{"model":"m","messages":[{"role":"assistant","content":"Yes."}],"max_completion_tokens":9}""",
            Translations.Body(Dialect.Anthropic, Dialect.Chat, Body, new UpstreamTraits { ReasoningHistory = ReasoningHistory.Omit }));
    }

    private static string Answer => $$"""{"content":{{Content}},"stop_reason":"tool_use"}""";

    private static string AssistantContent(Dialect caller, string body) =>
        JsonElement.Parse(Translations.Request(caller, Dialect.Anthropic, body).Body.Span).GetProperty("messages")[1].GetProperty("content").GetRawText();
}
