using System.Text.Json.Serialization;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Events;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents;

/// <summary>What an agent is asked.</summary>
/// <param name="Input">The question or order.</param>
public sealed record AgentTask(string Input)
{
    /// <summary>Gets the run's name; the same name is the same run. Default: a new one.</summary>
    public Guid RunId { get; init; } = Guid.CreateVersion7();

    /// <summary>Gets on whose behalf it works.</summary>
    public string User { get; init; } = "local";

    /// <summary>Gets the conversation so far, oldest message first, without the system prompt and <see cref="Input"/>.</summary>
    public IReadOnlyList<ChatMessage> History { get; init; } = [];

    /// <summary>Gets the model string; <see langword="null"/> for the agent's own.</summary>
    public string? Model { get; init; }

    /// <summary>Gets what the run may use at most; <see langword="null"/> for the agent's own budget. The smaller of both holds.</summary>
    public AgentBudget? Budget { get; init; }

    /// <summary>Gets the agents that lead here, outermost first: who calls whom is limited in depth and may not go round in circles.</summary>
    public IReadOnlyList<string> CallPath { get; init; } = [];

    /// <summary>Gets what agents that worked on it before have noted; empty where none did.</summary>
    public string Scratchpad { get; init; } = "";

    /// <summary>Gets who is told what happens while it works, tokens included. Called by one thread at a time.</summary>
    [JsonIgnore]
    public Action<AgentEvent>? OnEvent { get; init; }
}
