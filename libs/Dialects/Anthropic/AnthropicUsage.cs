using System.Text.Json;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Json;

namespace Switchyard.Dialects.Anthropic;

/// <summary>Anthropic's <c>usage</c>, whose input tokens are only those that were neither read from a cache nor written to one.</summary>
internal static class AnthropicUsage
{
    /// <summary>Reads what <paramref name="usage"/> says; what it leaves out stays as in <paramref name="before"/>, since a stream says it in two pieces.</summary>
    public static TokenUsage Read(JsonField usage, TokenUsage? before)
    {
        before ??= new TokenUsage();
        var cached = usage["cache_read_input_tokens"].LongWholeNumber() ?? before.CachedInputTokens;
        var written = usage["cache_creation_input_tokens"].LongWholeNumber() ?? before.CacheWriteTokens;
        var fresh = usage["input_tokens"].LongWholeNumber() ?? before.InputTokens - before.CachedInputTokens - before.CacheWriteTokens;
        return new TokenUsage
        {
            InputTokens = fresh + cached + written,
            CachedInputTokens = cached,
            CacheWriteTokens = written,
            OutputTokens = usage["output_tokens"].LongWholeNumber() ?? before.OutputTokens,
        };
    }

    public static void Write(Utf8JsonWriter json, TokenUsage? usage)
    {
        usage ??= new TokenUsage();
        json.WriteStartObject("usage");
        json.WriteNumber("input_tokens", Math.Max(0, usage.InputTokens - usage.CachedInputTokens - usage.CacheWriteTokens));
        json.WriteNumber("cache_creation_input_tokens", usage.CacheWriteTokens);
        json.WriteNumber("cache_read_input_tokens", usage.CachedInputTokens);
        json.WriteNumber("output_tokens", usage.OutputTokens);
        json.WriteEndObject();
    }
}
