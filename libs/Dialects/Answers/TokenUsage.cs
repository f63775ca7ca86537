namespace Switchyard.Dialects.Answers;

/// <summary>Tokens one answer used. Counts include their parts, as OpenAI counts: cached input is part of the input, reasoning part of the output.</summary>
public sealed record TokenUsage
{
    /// <summary>Gets the tokens of the prompt, cached ones included.</summary>
    public long InputTokens { get; init; }

    /// <summary>Gets the prompt's tokens that came from a cache.</summary>
    public long CachedInputTokens { get; init; }

    /// <summary>Gets the prompt's tokens that were written to a cache, which Anthropic bills apart.</summary>
    public long CacheWriteTokens { get; init; }

    /// <summary>Gets the tokens generated, thoughts included.</summary>
    public long OutputTokens { get; init; }

    /// <summary>Gets the generated tokens that were thoughts.</summary>
    public long ReasoningTokens { get; init; }

    /// <summary>Gets the sum of input and output.</summary>
    public long TotalTokens => InputTokens + OutputTokens;
}
