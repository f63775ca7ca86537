using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Tests.Support;

namespace Switchyard.Dialects.Tests;

/// <summary>Tokens are counted once, however a provider counts.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}""", 10, 0, 5, 0)]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15,"prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":3}}""", 10, 4, 5, 3)]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":5,"total_tokens":18,"completion_tokens_details":{"reasoning_tokens":3}}""", 10, 0, 8, 3)]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15,"prompt_cache_hit_tokens":6,"prompt_tokens_details":null}""", 10, 6, 5, 0)]
    public void ChatUsage_OfAnyServer_IncludesItsParts(string usage, long input, long cached, long output, long reasoning)
    {
        var answer = Translations.ReadAnswer(Dialect.Chat, $$"""{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}],"usage":{{usage}}}""");

        Assert.Equal(new TokenUsage { InputTokens = input, CachedInputTokens = cached, OutputTokens = output, ReasoningTokens = reasoning }, answer.Usage);
    }

    [Fact]
    public void AnthropicUsage_ForChatCallers_AddsCachedTokensToThePrompt()
    {
        var answer = Translations.Answer(
            Dialect.Anthropic,
            Dialect.Chat,
            """{"content":[],"stop_reason":"end_turn","usage":{"input_tokens":5,"cache_read_input_tokens":70,"cache_creation_input_tokens":20,"output_tokens":9}}""");

        Assert.Contains("\"usage\":{\"prompt_tokens\":95,\"completion_tokens\":9,\"total_tokens\":104,\"prompt_tokens_details\":{\"cached_tokens\":70,\"cache_write_tokens\":20}", answer);
    }

    [Fact]
    public void AnthropicUsage_OfAStream_TakesTheLatestOfEachCount()
    {
        using var translator = Translations.Translator(Dialect.Anthropic, Dialect.Chat);
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        translator.Translate("data: {\"type\":\"message_start\",\"message\":{\"id\":\"i\",\"model\":\"m\",\"usage\":{\"input_tokens\":5,\"cache_read_input_tokens\":70,\"output_tokens\":1}}}\n\n"u8, output);
        Assert.Equal(new TokenUsage { InputTokens = 75, CachedInputTokens = 70, OutputTokens = 1 }, translator.Usage);

        translator.Translate("data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":9,\"input_tokens\":6}}\n\ndata: {\"type\":\"message_stop\"}\n\n"u8, output);
        Assert.Equal(new TokenUsage { InputTokens = 76, CachedInputTokens = 70, OutputTokens = 9 }, translator.Usage);
    }

    [Fact]
    public void GeminiUsage_AddsThoughtsToTheOutput()
    {
        var answer = Translations.ReadAnswer(
            Dialect.Gemini,
            """{"candidates":[{"content":{"parts":[{"text":"x"}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":100,"toolUsePromptTokenCount":7,"cachedContentTokenCount":40,"candidatesTokenCount":20,"thoughtsTokenCount":300,"totalTokenCount":427}}""");

        Assert.Equal(new TokenUsage { InputTokens = 107, CachedInputTokens = 40, OutputTokens = 320, ReasoningTokens = 300 }, answer.Usage);
        Assert.Equal(427, answer.Usage!.TotalTokens);
    }

    [Fact]
    public void ChatUsage_OfAStream_ComesWithTheEnd_EvenWithoutDone()
    {
        var stream = Translations.Stream(
            Dialect.Chat,
            Dialect.Anthropic,
            "data: {\"choices\":[{\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}\n\ndata: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1,\"prompt_tokens_details\":{\"cached_tokens\":2}}}\n\n");

        Assert.Contains("\"usage\":{\"input_tokens\":1,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":2,\"output_tokens\":1}", stream);
        Assert.EndsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n", stream);
    }
}
