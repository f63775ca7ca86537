namespace Switchyard.Agents.Reasoning;

/// <summary>What the tokens of a model cost.</summary>
/// <param name="InputPerMillion">US dollars for a million tokens of prompts.</param>
/// <param name="OutputPerMillion">US dollars for a million tokens of answers.</param>
public readonly record struct ModelPrice(decimal InputPerMillion, decimal OutputPerMillion)
{
    /// <summary>What a call costs, in US dollars.</summary>
    public decimal CostOf(long inputTokens, long outputTokens) => ((inputTokens * InputPerMillion) + (outputTokens * OutputPerMillion)) / 1_000_000;
}
