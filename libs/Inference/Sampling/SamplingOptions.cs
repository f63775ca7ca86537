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

    /// <summary>Gets the seed; the same request with the same seed gives the same text. Null draws one.</summary>
    public long? Seed { get; init; }
}
