using System.Text.Json;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Json;

namespace Switchyard.Dialects.OpenAI;

/// <summary>Chat and text completions' <c>usage</c>, whose prompt tokens include the cached ones and whose completion tokens include the reasoning.</summary>
internal static class UsageJson
{
    public static TokenUsage? Read(JsonField usage)
    {
        if (usage.IsAbsent)
        {
            return null;
        }

        var input = usage["prompt_tokens"].LongWholeNumber() ?? 0;
        var output = usage["completion_tokens"].LongWholeNumber() ?? 0;
        var reasoning = usage["completion_tokens_details"]["reasoning_tokens"].LongWholeNumber() ?? 0;
        var details = usage["prompt_tokens_details"];
        // xAI counts reasoning beside the completion; the total gives it away.
        var isApart = reasoning > 0 && usage["total_tokens"].LongWholeNumber() == input + output + reasoning;
        return new TokenUsage
        {
            InputTokens = input,
            // DeepSeek has its own name for the cached ones.
            CachedInputTokens = details["cached_tokens"].LongWholeNumber() ?? usage["prompt_cache_hit_tokens"].LongWholeNumber() ?? 0,
            CacheWriteTokens = details["cache_write_tokens"].LongWholeNumber() ?? 0,
            OutputTokens = isApart ? output + reasoning : output,
            ReasoningTokens = reasoning,
        };
    }

    public static void Write(Utf8JsonWriter json, TokenUsage usage)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("prompt_tokens", usage.InputTokens);
        json.WriteNumber("completion_tokens", usage.OutputTokens);
        json.WriteNumber("total_tokens", usage.TotalTokens);
        json.WriteStartObject("prompt_tokens_details");
        json.WriteNumber("cached_tokens", usage.CachedInputTokens);
        if (usage.CacheWriteTokens > 0)
        {
            json.WriteNumber("cache_write_tokens", usage.CacheWriteTokens);
        }

        json.WriteEndObject();
        json.WriteStartObject("completion_tokens_details");
        json.WriteNumber("reasoning_tokens", usage.ReasoningTokens);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
