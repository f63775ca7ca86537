namespace Switchyard.Contracts.OpenAI;

/// <summary>One answer of a completion.</summary>
public sealed record ChatChoice
{
    /// <summary>Gets the choice's position.</summary>
    public int Index { get; init; }

    /// <summary>Gets the message.</summary>
    public required ChatMessage Message { get; init; }

    /// <summary>Gets how likely the tokens of the message were, where that was asked for.</summary>
    public ChatLogprobs? Logprobs { get; init; }

    /// <summary>Gets why generation ended: <c>stop</c>, <c>length</c> or <c>tool_calls</c>.</summary>
    public string? FinishReason { get; init; }
}
