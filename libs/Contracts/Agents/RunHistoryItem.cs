namespace Switchyard.Contracts.Agents;


/// <summary>One entry of a run's journal.</summary>
public sealed record RunHistoryItem
{
    /// <summary>Gets its number, at which the state can be read and the run be forked.</summary>
    public required long Sequence { get; init; }

    /// <summary>Gets what it says, one of <see cref="RunHistoryKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets the step it belongs to; 0 before the first.</summary>
    public required int Step { get; init; }

    /// <summary>Gets the node it belongs to, with its path where it is in a subgraph.</summary>
    public string? Node { get; init; }

    /// <summary>Gets the model or tool that is called (intent, receipt, uncertain).</summary>
    public string? Name { get; init; }

    /// <summary>Gets the key of the call or question.</summary>
    public string? Key { get; init; }

    /// <summary>Gets the question, the answer, the error or the changes.</summary>
    public string? Text { get; init; }

    /// <summary>Gets which nodes come next (step).</summary>
    public IReadOnlyList<string>? Next { get; init; }

    /// <summary>Gets when it was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets how long the call took, in milliseconds (receipt).</summary>
    public double? DurationMs { get; init; }

    /// <summary>Gets the tokens of the prompt (receipt of a model call).</summary>
    public long? InputTokens { get; init; }

    /// <summary>Gets the tokens of the answer (receipt of a model call).</summary>
    public long? OutputTokens { get; init; }

    /// <summary>Gets the price of the tokens in US dollars, where one is known (receipt of a model call).</summary>
    public decimal? Cost { get; init; }
}
