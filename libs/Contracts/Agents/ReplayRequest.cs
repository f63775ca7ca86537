namespace Switchyard.Contracts.Agents;


/// <summary>Body of <c>POST /v1/runs/{id}/replay</c>: the run once more with its recorded results, to see what would be different.</summary>
public sealed record ReplayRequest
{
    /// <summary>Gets another model string.</summary>
    public string? Model { get; init; }

    /// <summary>Gets another system prompt.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>Gets whether calls that change nothing outside and have no recorded result are made, the model's among them; otherwise the replay ends there.</summary>
    public bool CallPure { get; init; }
}
