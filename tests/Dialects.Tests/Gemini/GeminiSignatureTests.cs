using System.Text.Json;
using Switchyard.Dialects.Tests.Support;

namespace Switchyard.Dialects.Tests.Gemini;

/// <summary>Thought signatures go out to any caller and come back to Gemini on the part they were on.</summary>
public sealed class GeminiSignatureTests
{
    private const string Parts = """[{"text":"hm","thought":true},{"text":"Look."},{"functionCall":{"id":"c1","name":"f","args":{"a":1}},"thoughtSignature":"c2ln"},{"functionCall":{"id":"c2","name":"g","args":{}}}]""";

    // Thoughts themselves need not go back, and unsigned ones do not.
    private const string Returned = """[{"text":"Look."},{"thoughtSignature":"c2ln","functionCall":{"id":"c1","name":"f","args":{"a":1}}},{"functionCall":{"id":"c2","name":"g","args":{}}}]""";

    [Fact]
    public void Signature_ThroughAChatCaller_Returns()
    {
        var message = JsonElement.Parse(Translations.Answer(Dialect.Gemini, Dialect.Chat, Answer(Parts))).GetProperty("choices")[0].GetProperty("message").GetRawText();

        Assert.Equal(Returned, ModelParts(Dialect.Chat, $$"""{"model":"m","messages":[{"role":"user","content":"x"},{{message}}]}"""));
    }

    [Fact]
    public void Signature_ThroughAnAnthropicCaller_Returns()
    {
        var content = JsonElement.Parse(Translations.Answer(Dialect.Gemini, Dialect.Anthropic, Answer(Parts))).GetProperty("content").GetRawText();

        Assert.Equal(Returned, ModelParts(Dialect.Anthropic, $$"""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"},{"role":"assistant","content":{{content}}}]}"""));
    }

    [Fact]
    public void Signature_ThroughAResponsesCaller_Returns()
    {
        var output = JsonElement.Parse(Translations.Answer(Dialect.Gemini, Dialect.Responses, Answer(Parts))).GetProperty("output").GetRawText();

        Assert.Equal(Returned, ModelParts(Dialect.Responses, $$"""{"model":"m","input":[{"role":"user","content":"x"},{{output[1..^1]}}]}"""));
    }

    [Theory]
    [InlineData("""[{"text":"hm","thought":true},{"text":"Yes.","thoughtSignature":"c2ln"}]""", """[{"text":"hm","thought":true},{"thoughtSignature":"c2ln","text":"Yes."}]""")]
    [InlineData("""[{"text":"Yes."},{"text":"","thoughtSignature":"c2ln"}]""", """[{"text":"Yes."},{"thoughtSignature":"c2ln","text":""}]""")]
    public void Signature_OnText_Returns(string parts, string returned)
    {
        var content = JsonElement.Parse(Translations.Answer(Dialect.Gemini, Dialect.Anthropic, Answer(parts))).GetProperty("content").GetRawText();

        Assert.Equal(returned, ModelParts(Dialect.Anthropic, $$"""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"},{"role":"assistant","content":{{content}}}]}"""));
    }

    [Fact]
    public void Call_OfAnotherModel_SaysSoToGemini3()
    {
        const string Body = """{"model":"m","messages":[{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},{"id":"b","type":"function","function":{"name":"g","arguments":"{}"}}]}]}""";
        var request = Translations.Request(Dialect.Chat, Dialect.Gemini, Body, new UpstreamTraits { HasThinkingLevels = true });

        Assert.Equal(
            """{"contents":[{"role":"model","parts":[{"thoughtSignature":"skip_thought_signature_validator","functionCall":{"id":"a","name":"f","args":{}}},{"functionCall":{"id":"b","name":"g","args":{}}}]}],"generationConfig":{}}""",
            System.Text.Encoding.UTF8.GetString(request.Body.Span));
    }

    [Fact]
    public void Reasoning_OfAnotherProvider_IsNotSent()
    {
        const string Body = """{"model":"m","max_tokens":9,"messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"anthropics"},{"type":"text","text":"Yes."}]}]}""";
        var request = Translations.Request(Dialect.Anthropic, Dialect.Gemini, Body);

        Assert.Equal(["messages[0].content[0]"], request.Dropped.Select(hint => hint.Field));
        Assert.Equal("""[{"text":"Yes."}]""", JsonElement.Parse(request.Body.Span).GetProperty("contents")[0].GetProperty("parts").GetRawText());
    }

    [Theory]
    [InlineData("low", false, """{"thinkingBudget":1024,"includeThoughts":true}""")]
    [InlineData("none", false, """{"thinkingBudget":0,"includeThoughts":false}""")]
    [InlineData("medium", true, """{"thinkingLevel":"medium","includeThoughts":true}""")]
    [InlineData("xhigh", true, """{"thinkingLevel":"high","includeThoughts":true}""")]
    [InlineData("none", true, """{"thinkingLevel":"low","includeThoughts":false}""")]
    public void Effort_BecomesABudgetOrALevel(string effort, bool hasLevels, string expected)
    {
        var request = Translations.Request(Dialect.Responses, Dialect.Gemini, $$$"""{"model":"m","input":"x","reasoning":{"effort":"{{{effort}}}"}}""", new UpstreamTraits { HasThinkingLevels = hasLevels });

        Assert.Equal(expected, JsonElement.Parse(request.Body.Span).GetProperty("generationConfig").GetProperty("thinkingConfig").GetRawText());
    }

    [Fact]
    public void Path_NamesModelAndMethod()
    {
        Assert.Equal("models/a%2Fb:generateContent", Translations.Request(Dialect.Chat, Dialect.Gemini, """{"model":"a/b","messages":[]}""").Path);
        Assert.Equal("models/g:streamGenerateContent?alt=sse", Translations.Request(Dialect.Chat, Dialect.Gemini, """{"model":"g","messages":[],"stream":true}""").Path);
    }

    [Fact]
    public void Result_OfAnUnknownCall_IsRefused()
    {
        const string Body = """{"model":"m","messages":[{"role":"tool","tool_call_id":"c","content":"x"}]}""";

        Assert.Equal("messages[0]", Assert.Throws<TranslationException>(() => Translations.Body(Dialect.Chat, Dialect.Gemini, Body)).Field);
    }

    private static string Answer(string parts) => $$$"""{"candidates":[{"content":{"parts":{{{parts}}}},"finishReason":"STOP"}]}""";

    private static string ModelParts(Dialect caller, string body) =>
        JsonElement.Parse(Translations.Request(caller, Dialect.Gemini, body).Body.Span).GetProperty("contents")[1].GetProperty("parts").GetRawText();
}
