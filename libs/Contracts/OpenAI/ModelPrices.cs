namespace Switchyard.Contracts.OpenAI;

/// <summary>What a model costs, in US$ per million tokens.</summary>
public sealed record ModelPrices
{
    /// <summary>Gets the price of a prompt's tokens.</summary>
    public decimal? Input { get; init; }

    /// <summary>Gets the price of an answer's tokens.</summary>
    public decimal? Output { get; init; }

    /// <summary>Gets the price of a prompt's tokens that the provider had computed before.</summary>
    public decimal? CachedInput { get; init; }
}
