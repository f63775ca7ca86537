namespace Switchyard.Contracts.Agents;


/// <summary>What one run may use at most.</summary>
public sealed record RunBudget
{
    /// <summary>Gets how many times the model may be asked; 1 to 1,000.</summary>
    public int? MaxIterations { get; init; }

    /// <summary>Gets how many tokens prompts and answers may have together.</summary>
    public long? MaxTokens { get; init; }

    /// <summary>Gets how much the tokens may cost, in US dollars.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary>Gets how long the run may work, in seconds; waiting for people does not count.</summary>
    public double? MaxSeconds { get; init; }
}
