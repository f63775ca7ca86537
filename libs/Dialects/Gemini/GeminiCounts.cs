using Switchyard.Dialects.Answers;

namespace Switchyard.Dialects.Gemini;

/// <summary>The counts of <c>usageMetadata</c>, where thoughts and what tools put into the prompt stand beside the rest.</summary>
internal struct GeminiCounts
{
    public long Prompt;
    public long ToolPrompt;
    public long Cached;
    public long Candidates;
    public long Thoughts;

    public readonly TokenUsage ToUsage() => new()
    {
        InputTokens = Prompt + ToolPrompt,
        CachedInputTokens = Cached,
        OutputTokens = Candidates + Thoughts,
        ReasoningTokens = Thoughts,
    };
}
