using System.Text.Json;
using Switchyard.Dialects.Tests.Support;

namespace Switchyard.Dialects.Tests.Anthropic;

/// <summary>When Anthropic is asked to think, and what stands in the way.</summary>
public sealed class AnthropicThinkingTests
{
    private const string Question = "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]";

    [Theory]
    [InlineData("\"reasoning_effort\":\"low\"", """{"type":"enabled","budget_tokens":1024}""", 5120)]
    [InlineData("\"reasoning_effort\":\"high\"", """{"type":"enabled","budget_tokens":16384}""", 20480)]
    [InlineData("\"reasoning_effort\":\"high\",\"max_completion_tokens\":4000", """{"type":"enabled","budget_tokens":3999}""", 4000)]
    [InlineData("\"reasoning_effort\":\"none\"", """{"type":"disabled"}""", 4096)]
    [InlineData("\"reasoning\":{\"max_tokens\":2000}", """{"type":"enabled","budget_tokens":2000}""", 6096)]
    [InlineData("\"thinking\":{\"type\":\"adaptive\"}", """{"type":"adaptive"}""", 4096)]
    public void Effort_BecomesABudgetWithRoomToAnswer(string member, string thinking, int maxTokens)
    {
        var request = Translations.Request(Dialect.Chat, Dialect.Anthropic, $$"""{"model":"m",{{Question}},{{member}}}""");
        var body = JsonElement.Parse(request.Body.Span);

        Assert.Equal((thinking, maxTokens), (body.GetProperty("thinking").GetRawText(), body.GetProperty("max_tokens").GetInt32()));
        Assert.Empty(request.Dropped);
    }

    [Fact]
    public void Effort_WhereTheModelDecides_IsToldInWords() => Assert.Equal(
        """{"model":"m","max_tokens":4096,"messages":[{"role":"user","content":"x"}],"thinking":{"type":"adaptive"},"output_config":{"effort":"medium"}}""",
        Translations.Body(Dialect.Chat, Dialect.Anthropic, $$"""{"model":"m",{{Question}},"reasoning_effort":"medium"}""", new UpstreamTraits { HasAdaptiveThinking = true }));

    [Theory]
    [InlineData("\"messages\":[],\"max_completion_tokens\":1000")]
    [InlineData("\"messages\":[],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],\"tool_choice\":\"required\"")]
    [InlineData("\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"x\"}]")]
    public void Thinking_WhereAnthropicWouldRefuseIt_IsDroppedAndReported(string members)
    {
        var request = Translations.Request(Dialect.Chat, Dialect.Anthropic, $$"""{"model":"m",{{members}},"reasoning_effort":"high"}""");

        Assert.Equal(["reasoning_effort"], request.Dropped.Select(hint => hint.Field));
        Assert.False(JsonElement.Parse(request.Body.Span).TryGetProperty("thinking", out _));
    }

    [Fact]
    public void Thinking_InATurnWithSignedThinking_GoesOn()
    {
        var request = Translations.Request(
            Dialect.Chat,
            Dialect.Anthropic,
            """
            {"model":"m","reasoning_effort":"low","messages":[
              {"role":"assistant","content":"Look.","tool_calls":[{"id":"c.1:2","type":"function","function":{"name":"f","arguments":"{}"}}],
               "reasoning_details":[{"type":"reasoning.text","text":"hm","signature":"sig","format":"anthropic-claude-v1","index":0},{"type":"reasoning.encrypted","data":"hid","format":"anthropic-claude-v1","index":2}]},
              {"role":"tool","tool_call_id":"c.1:2","content":"x"}]}
            """);

        Assert.Empty(request.Dropped);
        Assert.Equal(
            """[{"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"sig"},{"type":"text","text":"Look."},{"type":"redacted_thinking","data":"hid"},{"type":"tool_use","id":"c_1_2","name":"f","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"c_1_2","content":"x"}]}]""",
            JsonElement.Parse(request.Body.Span).GetProperty("messages").GetRawText());
    }

    [Fact]
    public void Turns_WithNothingToSay_AreNotSent()
    {
        var request = Translations.Request(
            Dialect.Chat,
            Dialect.Anthropic,
            """{"model":"m","messages":[{"role":"user","content":"x"},{"role":"assistant","content":"","reasoning_content":"hm"},{"role":"user","content":""},{"role":"user","content":"y"}]}""");

        Assert.Equal(["messages[1].reasoning_content"], request.Dropped.Select(hint => hint.Field));
        Assert.Equal(
            """[{"role":"user","content":[{"type":"text","text":"x"},{"type":"text","text":"y"}]}]""",
            JsonElement.Parse(request.Body.Span).GetProperty("messages").GetRawText());
    }

    [Fact]
    public void Sampling_WhileThinking_IsDroppedAndReported()
    {
        var request = Translations.Request(Dialect.Chat, Dialect.Anthropic, $$"""{"model":"m",{{Question}},"reasoning_effort":"low","temperature":0.2,"top_p":0.5,"top_k":3}""");

        Assert.Equal(["temperature", "top_p", "top_k"], request.Dropped.Select(hint => hint.Field));
    }

    [Fact]
    public void Conversation_OutOfTurn_IsMerged() => Assert.Equal(
        """{"model":"m","max_tokens":4096,"system":[{"type":"text","text":"A"},{"type":"text","text":"B"}],"messages":[{"role":"user","content":[{"type":"text","text":"1"},{"type":"text","text":"2"}]},{"role":"assistant","content":[{"type":"text","text":"3"},{"type":"text","text":"4"}]}],"temperature":1}""",
        Translations.Body(
            Dialect.Chat,
            Dialect.Anthropic,
            """{"model":"m","temperature":1.5,"messages":[{"role":"system","content":"A"},{"role":"user","content":"1"},{"role":"system","content":"B"},{"role":"user","content":"2"},{"role":"assistant","content":"3"},{"role":"assistant","content":"4"}]}"""));
}
