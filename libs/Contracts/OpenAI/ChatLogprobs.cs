namespace Switchyard.Contracts.OpenAI;

/// <summary>How likely the tokens of a chat answer were.</summary>
public sealed record ChatLogprobs
{
    /// <summary>Gets the tokens in the order of the text.</summary>
    public required IReadOnlyList<TokenLogprob> Content { get; init; }
}
