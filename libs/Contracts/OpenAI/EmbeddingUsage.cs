namespace Switchyard.Contracts.OpenAI;

/// <summary>Tokens used by an embedding request.</summary>
public sealed record EmbeddingUsage
{
    /// <summary>Gets the tokens of all inputs.</summary>
    public int PromptTokens { get; init; }

    /// <summary>Gets the same: nothing is generated.</summary>
    public int TotalTokens { get; init; }
}
