using System.Text.Json;

namespace Switchyard.Dialects.Requests;

/// <summary>How tokens are chosen and when to stop; what is absent is left to the upstream.</summary>
public sealed record SamplingOptions
{
    /// <summary>Gets the most tokens to generate, thoughts included.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>Gets the temperature.</summary>
    public double? Temperature { get; init; }

    /// <summary>Gets the nucleus: the share of probability to choose from.</summary>
    public double? TopP { get; init; }

    /// <summary>Gets the number of tokens to choose from.</summary>
    public int? TopK { get; init; }

    /// <summary>Gets the least probability, as a share of the most likely token's.</summary>
    public double? MinP { get; init; }

    /// <summary>Gets the penalty for tokens by how often they occurred.</summary>
    public double? FrequencyPenalty { get; init; }

    /// <summary>Gets the penalty for tokens that occurred.</summary>
    public double? PresencePenalty { get; init; }

    /// <summary>Gets the factor by which tokens that occurred become less likely.</summary>
    public double? RepetitionPenalty { get; init; }

    /// <summary>Gets the seed of the random choice.</summary>
    public long? Seed { get; init; }

    /// <summary>Gets the texts at which to stop.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary>Gets how many answers are wanted; above one no translation exists.</summary>
    public int? Count { get; init; }

    /// <summary>Gets the changes to single tokens' likelihood, by token id.</summary>
    public JsonElement? LogitBias { get; init; }

    /// <summary>Gets whether token probabilities are wanted; no translation exists.</summary>
    public bool Logprobs { get; init; }
}
