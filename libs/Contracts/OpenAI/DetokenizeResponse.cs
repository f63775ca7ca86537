namespace Switchyard.Contracts.OpenAI;

/// <summary>Answer of <c>POST /detokenize</c>.</summary>
public sealed record DetokenizeResponse
{
    /// <summary>Gets the text, special tokens included.</summary>
    public required string Prompt { get; init; }
}
