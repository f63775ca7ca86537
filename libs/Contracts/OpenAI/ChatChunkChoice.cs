using System.Text.Json.Serialization;

namespace Switchyard.Contracts.OpenAI;

/// <summary>One choice of a streamed chunk.</summary>
public sealed record ChatChunkChoice
{
    /// <summary>Gets the choice's position.</summary>
    public int Index { get; init; }

    /// <summary>Gets what this chunk adds.</summary>
    public required ChatMessage Delta { get; init; }

    /// <summary>Gets how likely the tokens of this chunk were, where that was asked for.</summary>
    public ChatLogprobs? Logprobs { get; init; }

    /// <summary>Gets why generation ended; written as <c>null</c> in every chunk but the choice's last.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? FinishReason { get; init; }
}
