using System.Text.Json;

namespace Switchyard.Contracts.Agents;


/// <summary>Something a run waits for a person to say.</summary>
public sealed record WaitingRequest
{
    /// <summary>Gets the run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>Gets the key to answer under.</summary>
    public required string Key { get; init; }

    /// <summary>Gets what is wanted, one of <see cref="WaitingKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets the question, or what the tool is about to do or may have done.</summary>
    public required string Text { get; init; }

    /// <summary>Gets the answers to choose from; empty where any text is one.</summary>
    public IReadOnlyList<string> Choices { get => field ?? []; init; }

    /// <summary>Gets the tool (approval, uncertain).</summary>
    public string? Tool { get; init; }

    /// <summary>Gets the tool's arguments (approval, uncertain).</summary>
    public JsonElement? Arguments { get; init; }

    /// <summary>Gets the node of the graph that asks.</summary>
    public string? Node { get; init; }

    /// <summary>Gets the agent.</summary>
    public required string Agent { get; init; }

    /// <summary>Gets the agent that asks, where it is one that the run has called; absent where it is the run's own.</summary>
    public string? Member { get; init; }

    /// <summary>Gets that agent's run. What it asks is answered by way of the run that called it.</summary>
    public string? MemberRun { get; init; }

    /// <summary>Gets the user the run belongs to.</summary>
    public required string User { get; init; }

    /// <summary>Gets the user who is asked as well since the run's own did not answer in time.</summary>
    public string? EscalatedTo { get; init; }

    /// <summary>Gets since when it waits.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Gets when it stops waiting by itself; absent for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
