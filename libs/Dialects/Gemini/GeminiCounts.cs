using System.Text.Json;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Events;

namespace Switchyard.Dialects.Gemini;

/// <summary>The counts of <c>usageMetadata</c>, where thoughts and what tools put into the prompt stand beside the rest.</summary>
internal struct GeminiCounts
{
    public long Prompt;
    public long ToolPrompt;
    public long Cached;
    public long Candidates;
    public long Thoughts;

    /// <summary>Moves to a member's value and takes its counts over; false for <c>null</c>.</summary>
    public bool Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return false;
        }

        EventReader.Require(reader.TokenType == JsonTokenType.StartObject);
        while (EventReader.NextMember(ref reader))
        {
            ReadCount(ref reader);
        }

        return true;
    }

    public readonly TokenUsage ToUsage() => new()
    {
        InputTokens = Prompt + ToolPrompt,
        CachedInputTokens = Cached,
        OutputTokens = Candidates + Thoughts,
        ReasoningTokens = Thoughts,
    };

    private void ReadCount(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("promptTokenCount"u8))
        {
            Prompt = EventReader.ReadCount(ref reader);
        }
        else if (reader.ValueTextEquals("candidatesTokenCount"u8))
        {
            Candidates = EventReader.ReadCount(ref reader);
        }
        else if (reader.ValueTextEquals("thoughtsTokenCount"u8))
        {
            Thoughts = EventReader.ReadCount(ref reader);
        }
        else if (reader.ValueTextEquals("cachedContentTokenCount"u8))
        {
            Cached = EventReader.ReadCount(ref reader);
        }
        else if (reader.ValueTextEquals("toolUsePromptTokenCount"u8))
        {
            ToolPrompt = EventReader.ReadCount(ref reader);
        }
        else
        {
            EventReader.SkipValue(ref reader);
        }
    }
}
