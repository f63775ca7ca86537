namespace Switchyard.Agents.Reasoning;

/// <summary>What the tokens of a model cost.</summary>
/// <param name="InputPerMillion">US dollars for a million tokens of prompts.</param>
/// <param name="OutputPerMillion">US dollars for a million tokens of answers.</param>
public readonly record struct ModelPrice(decimal InputPerMillion, decimal OutputPerMillion)
{
    /// <summary>Gets the US dollars for a million tokens of prompts that the provider had computed before. Default: as many as for others.</summary>
    public decimal? CachedInputPerMillion { get; init; }

    /// <summary>What a call costs, in US dollars.</summary>
    public decimal CostOf(long inputTokens, long outputTokens) => CostOf(inputTokens, 0, outputTokens);

    /// <summary>What a call costs, in US dollars.</summary>
    /// <param name="inputTokens">The tokens of its prompt.</param>
    /// <param name="cachedTokens">Those of them that the provider had computed before.</param>
    /// <param name="outputTokens">The tokens of its answer.</param>
    public decimal CostOf(long inputTokens, long cachedTokens, long outputTokens) =>
        (((inputTokens - cachedTokens) * InputPerMillion) + (cachedTokens * (CachedInputPerMillion ?? InputPerMillion)) + (outputTokens * OutputPerMillion)) / 1_000_000;
}
