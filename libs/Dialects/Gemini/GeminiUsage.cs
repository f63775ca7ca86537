using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Json;

namespace Switchyard.Dialects.Gemini;

/// <summary>Reads <c>usageMetadata</c> of a whole answer.</summary>
internal static class GeminiUsage
{
    public static TokenUsage? Read(JsonField usage) => usage.IsAbsent
        ? null
        : new GeminiCounts
        {
            Prompt = usage["promptTokenCount"].LongInteger() ?? 0,
            ToolPrompt = usage["toolUsePromptTokenCount"].LongInteger() ?? 0,
            Cached = usage["cachedContentTokenCount"].LongInteger() ?? 0,
            Candidates = usage["candidatesTokenCount"].LongInteger() ?? 0,
            Thoughts = usage["thoughtsTokenCount"].LongInteger() ?? 0,
        }.ToUsage();
}
