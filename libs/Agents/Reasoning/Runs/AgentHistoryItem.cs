using Switchyard.Agents.Graphs.Runs;

namespace Switchyard.Agents.Reasoning.Runs;

/// <summary>One line of an agent's run, with what a call of a model or tool took.</summary>
/// <param name="Item">The line.</param>
public sealed record AgentHistoryItem(HistoryItem Item)
{
    /// <summary>Gets how long the call took.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Gets the model that answered.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the tokens of the prompt.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Gets the tokens of the answer.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>Gets the price in US dollars.</summary>
    public decimal? Cost { get; init; }
}
