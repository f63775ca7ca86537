namespace Switchyard.Contracts.Agents;


/// <summary>What a run has used.</summary>
public sealed record RunUsage
{
    /// <summary>Gets how many times a model was asked.</summary>
    public int ModelCalls { get; init; }

    /// <summary>Gets how many times a tool was called.</summary>
    public int ToolCalls { get; init; }

    /// <summary>Gets the tokens of all prompts.</summary>
    public long InputTokens { get; init; }

    /// <summary>Gets the tokens of all answers.</summary>
    public long OutputTokens { get; init; }

    /// <summary>Gets the price of the tokens in US dollars; 0 where no price is known.</summary>
    public decimal Cost { get; init; }
}
