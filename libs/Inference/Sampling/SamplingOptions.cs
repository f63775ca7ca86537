namespace Switchyard.Inference.Sampling;

/// <summary>How the next token is chosen.</summary>
public sealed record SamplingOptions
{
    /// <summary>Gets the temperature; 0 takes the likeliest token.</summary>
    public float Temperature { get; init; }

    /// <summary>Gets the share of probability the likeliest tokens must reach to be candidates. Default: 1, all.</summary>
    public float TopP { get; init; } = 1;

    /// <summary>Gets the number of likeliest tokens that are candidates; 0, the default, is all.</summary>
    public int TopK { get; init; }

    /// <summary>Gets the least probability of a candidate, as a share of the likeliest token's. Default: 0, none.</summary>
    public float MinP { get; init; }

    /// <summary>Gets by what the logits of tokens that prompt or text hold are divided (multiplied where negative). Default: 1, nothing.</summary>
    public float RepetitionPenalty { get; init; } = 1;

    /// <summary>Gets what is taken off the logit of each token the generated text holds. Default: 0.</summary>
    public float PresencePenalty { get; init; }

    /// <summary>Gets what is taken off a token's logit for each time the generated text holds it. Default: 0.</summary>
    public float FrequencyPenalty { get; init; }

    /// <summary>Gets what is added to the logits of tokens, by id; -100 forbids one. Default: nothing.</summary>
    public IReadOnlyDictionary<int, float>? LogitBias { get; init; }

    /// <summary>Gets how many of the likeliest tokens are told with each token's log probability; null tells none at all, 0 the token's alone.</summary>
    public int? TopLogProbs { get; init; }

    /// <summary>Gets the seed; the same request with the same seed gives the same text. Null draws one.</summary>
    public long? Seed { get; init; }
}
