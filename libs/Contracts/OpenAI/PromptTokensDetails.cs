namespace Switchyard.Contracts.OpenAI;

/// <summary>What a prompt's tokens cost.</summary>
public sealed record PromptTokensDetails
{
    /// <summary>Gets the tokens that were taken from a cache.</summary>
    public int CachedTokens { get; init; }
}
