using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Tests.Support;

namespace Switchyard.Dialects.Tests;

/// <summary>Why an answer ended, from every upstream to every caller.</summary>
public sealed class FinishTests
{
    [Theory]
    [InlineData("end_turn", "\"finish_reason\":\"stop\"}", "\"status\":\"completed\"")]
    [InlineData("stop_sequence", "\"finish_reason\":\"stop\"}", "\"status\":\"completed\"")]
    [InlineData("max_tokens", "\"finish_reason\":\"length\"}", "\"incomplete_details\":{\"reason\":\"max_output_tokens\"}")]
    [InlineData("model_context_window_exceeded", "\"finish_reason\":\"length\",\"native_finish_reason\":\"model_context_window_exceeded\"}", "\"incomplete_details\":{\"reason\":\"max_output_tokens\"}")]
    [InlineData("refusal", "\"finish_reason\":\"content_filter\",\"native_finish_reason\":\"refusal\"}", "\"incomplete_details\":{\"reason\":\"content_filter\"}")]
    [InlineData("pause_turn", "\"finish_reason\":\"stop\",\"native_finish_reason\":\"pause_turn\"}", "\"status\":\"completed\"")]
    [InlineData("something_new", "\"finish_reason\":\"stop\",\"native_finish_reason\":\"something_new\"}", "\"status\":\"completed\"")]
    public void AnthropicReason_ForOpenAICallers_IsTheNearestWord(string reason, string chat, string responses)
    {
        var body = $$"""{"content":[{"type":"text","text":"x"}],"stop_reason":"{{reason}}"}""";

        Assert.Contains(chat, Translations.Answer(Dialect.Anthropic, Dialect.Chat, body));
        Assert.Contains(responses, Translations.Answer(Dialect.Anthropic, Dialect.Responses, body));
    }

    [Theory]
    [InlineData("STOP", "end_turn")]
    [InlineData("MAX_TOKENS", "max_tokens")]
    [InlineData("SAFETY", "refusal")]
    [InlineData("RECITATION", "refusal")]
    [InlineData("PROHIBITED_CONTENT", "refusal")]
    [InlineData("OTHER", "end_turn")]
    public void GeminiReason_ForAnthropicCallers_IsTheNearestWord(string reason, string expected)
    {
        var body = $$$"""{"candidates":[{"content":{"parts":[{"text":"x"}]},"finishReason":"{{{reason}}}"}]}""";

        Assert.Contains($"\"stop_reason\":\"{expected}\"", Translations.Answer(Dialect.Gemini, Dialect.Anthropic, body));
        Assert.Contains($"\"stop_reason\":\"{expected}\"", Translations.Stream(Dialect.Gemini, Dialect.Anthropic, $"data: {body}\n\n"));
    }

    [Theory]
    [InlineData("MALFORMED_FUNCTION_CALL")]
    [InlineData("UNEXPECTED_TOOL_CALL")]
    public void GeminiFailure_ReportedAsAnEnd_IsAFailure(string reason)
    {
        var body = $$$"""{"candidates":[{"content":{},"finishReason":"{{{reason}}}"}]}""";

        Assert.Contains(reason, Assert.Throws<AnswerFormatException>(() => Translations.ReadAnswer(Dialect.Gemini, body)).Message);
        Assert.Equal(1, Ends.Errors(Dialect.Anthropic, Translations.Stream(Dialect.Gemini, Dialect.Anthropic, $"data: {body}\n\n")));
    }

    [Fact]
    public void GeminiPrompt_NotLetThrough_IsFiltered()
    {
        const string Body = """{"promptFeedback":{"blockReason":"SAFETY"},"usageMetadata":{"promptTokenCount":4}}""";

        Assert.Equal(new AnswerFinish(FinishReason.ContentFilter, "SAFETY"), Translations.ReadAnswer(Dialect.Gemini, Body).Finish);
        Assert.Contains("\"finish_reason\":\"content_filter\"", Translations.Stream(Dialect.Gemini, Dialect.Chat, $"data: {Body}\n\n"));
    }

    [Fact]
    public void StopAfterCalls_MeansToolCalls()
    {
        const string Body = """{"choices":[{"message":{"content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]},"finish_reason":"stop"}]}""";

        Assert.Equal(new AnswerFinish(FinishReason.ToolCalls, "stop"), Translations.ReadAnswer(Dialect.Chat, Body).Finish);
    }
}
