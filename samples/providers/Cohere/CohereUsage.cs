using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Json;

namespace Switchyard.Cohere;

/// <summary>Cohere's counts of tokens. Those it bills come first: the others hold what it adds to a prompt itself.</summary>
internal static class CohereUsage
{
    public static TokenUsage? Read(JsonField usage)
    {
        if (usage.IsAbsent)
        {
            return null;
        }

        var counts = usage["billed_units"].IsAbsent ? usage["tokens"] : usage["billed_units"];
        var input = Count(counts["input_tokens"]);
        return new TokenUsage { InputTokens = input, CachedInputTokens = Math.Min(Count(usage["cached_tokens"]), input), OutputTokens = Count(counts["output_tokens"]) };
    }

    // Numbers with a point, by the API's description.
    private static long Count(JsonField count) => (long)Math.Clamp(count.Number() ?? 0, 0, int.MaxValue);
}
