namespace Switchyard.Contracts.Agents;


/// <summary>Body of <c>POST /v1/runs/{id}/fork</c>: a run of its own out of the first entries of another.</summary>
public sealed record ForkRequest
{
    /// <summary>Gets the number of the last entry both have, see <see cref="RunHistoryItem.Sequence"/>; absent means the last one before the run's end.</summary>
    public long? At { get; init; }

    /// <summary>Gets the model string from there on; absent means the run's own.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the system prompt from there on; absent means the run's own.</summary>
    public string? SystemPrompt { get; init; }
}
