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
            Prompt = usage["promptTokenCount"].LongWholeNumber() ?? 0,
            ToolPrompt = usage["toolUsePromptTokenCount"].LongWholeNumber() ?? 0,
            Cached = usage["cachedContentTokenCount"].LongWholeNumber() ?? 0,
            Candidates = usage["candidatesTokenCount"].LongWholeNumber() ?? 0,
            Thoughts = usage["thoughtsTokenCount"].LongWholeNumber() ?? 0,
        }.ToUsage();
}
