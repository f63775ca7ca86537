namespace Switchyard.Contracts.OpenAI;

/// <summary>One answer of a text completion.</summary>
public sealed record CompletionChoice
{
    /// <summary>Gets the choice's position.</summary>
    public int Index { get; init; }

    /// <summary>Gets the text.</summary>
    public required string Text { get; init; }

    /// <summary>Gets how likely the tokens of the text were, where that was asked for.</summary>
    public CompletionLogprobs? Logprobs { get; init; }

    /// <summary>Gets why generation ended: <c>stop</c> or <c>length</c>.</summary>
    public string? FinishReason { get; init; }
}
