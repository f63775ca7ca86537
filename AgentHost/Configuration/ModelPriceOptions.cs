namespace Switchyard.AgentHost.Configuration;

/// <summary>What the tokens of a model cost.</summary>
public sealed class ModelPriceOptions
{
    /// <summary>Gets or sets the US dollars for a million tokens of prompts; 0 or more. Default: 0.</summary>
    public decimal InputPerMillion { get; set; }

    /// <summary>Gets or sets the US dollars for a million tokens of answers; 0 or more. Default: 0.</summary>
    public decimal OutputPerMillion { get; set; }
}
