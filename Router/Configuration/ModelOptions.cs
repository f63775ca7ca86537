namespace Switchyard.Router.Configuration;

/// <summary>What is known of a model, <c>Router:Providers:&lt;id&gt;:Metadata:&lt;model&gt;</c>; the model's name may end with <c>*</c>. What is left out is taken from the provider's list and the built-in catalog.</summary>
internal sealed class ModelOptions
{
    /// <summary>Gets or sets the context length in tokens.</summary>
    public int? ContextLength { get; set; }

    /// <summary>Gets or sets the longest answer in tokens.</summary>
    public int? MaxOutputTokens { get; set; }

    /// <summary>Gets what it can do; see <see cref="Metadata.ModelWords.Capabilities"/>.</summary>
    public List<string> Capabilities { get; } = [];

    /// <summary>Gets what it takes; see <see cref="Metadata.ModelWords.Inputs"/>.</summary>
    public List<string> Input { get; } = [];

    /// <summary>Gets what it makes; see <see cref="Metadata.ModelWords.Outputs"/>.</summary>
    public List<string> Output { get; } = [];

    /// <summary>Gets or sets how it is told how much to think. Default: by a budget.</summary>
    public ThinkingStyle? Thinking { get; set; }

    /// <summary>Gets or sets how good its answers were found by an evaluation, from 0 to 1.</summary>
    public double? Score { get; set; }

    /// <summary>Gets or sets the price of a million tokens of prompts, in US$.</summary>
    public decimal? InputPrice { get; set; }

    /// <summary>Gets or sets the price of a million tokens of answers, in US$.</summary>
    public decimal? OutputPrice { get; set; }

    /// <summary>Gets or sets the price of a million tokens of prompts that were computed before, in US$.</summary>
    public decimal? CachedInputPrice { get; set; }
}
