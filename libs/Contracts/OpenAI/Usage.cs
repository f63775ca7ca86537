namespace Switchyard.Contracts.OpenAI;

/// <summary>Tokens used by one request.</summary>
public sealed record Usage
{
    /// <summary>Gets the tokens of the prompt.</summary>
    public int PromptTokens { get; init; }

    /// <summary>Gets the tokens generated.</summary>
    public int CompletionTokens { get; init; }

    /// <summary>Gets the sum of both.</summary>
    public int TotalTokens { get; init; }

    /// <summary>Gets more about the prompt's tokens.</summary>
    public PromptTokensDetails? PromptTokensDetails { get; init; }
}
