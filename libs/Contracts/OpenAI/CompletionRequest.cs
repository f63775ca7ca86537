using System.Text.Json;

namespace Switchyard.Contracts.OpenAI;

/// <summary>Body of <c>POST /v1/completions</c>: plain text in, plain text out. Without <see cref="GenerationParameters.MaxTokens"/> 16 tokens are generated.</summary>
public sealed record CompletionRequest : GenerationParameters
{
    /// <summary>Gets the prompt: a string or an array of tokens, or an array of either.</summary>
    public JsonElement? Prompt { get; init; }

    /// <summary>Gets how many alternatives each token reports beside its log probability, 0 to 20; absent reports none.</summary>
    public int? Logprobs { get; init; }

    /// <summary>Gets whether the text begins with the prompt.</summary>
    public bool? Echo { get; init; }

    /// <summary>Gets the number of texts of which the best are returned.</summary>
    public int? BestOf { get; init; }

    /// <summary>Gets the text that is to follow.</summary>
    public string? Suffix { get; init; }
}
