using Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Composition.Handoffs;

/// <summary>How far agents that hand over to one another came.</summary>
internal sealed record HandoffState : CompositionState
{
    /// <summary>What the agent that works next is asked.</summary>
    public required string Input { get; init; }

    /// <summary>The conversation it gets.</summary>
    public IReadOnlyList<ChatMessage> History { get; init; } = [];

    /// <summary>What those before it have noted.</summary>
    public string Scratchpad { get; init; } = "";

    /// <summary>Who works next; <see langword="null"/> where nobody does.</summary>
    public string? Next { get; init; }

    /// <summary>How often it was handed over.</summary>
    public int Handoffs { get; init; }

    public static HandoffState Of(AgentTask task) => new() { Task = task, Input = task.Input, History = task.History, Scratchpad = task.Scratchpad };

    /// <summary>The conversation goes to another agent, with all that was said and noted.</summary>
    public HandoffState HandOver(AgentHandoff handoff) => this with
    {
        Next = handoff.Agent,
        Handoffs = Handoffs + 1,
        History = handoff.History.Count > 0 ? handoff.History : [.. History, new ChatMessage { Role = "user", Content = Input }],
        Input = handoff.Reason.Length > 0 ? handoff.Reason : Task.Input,
        Scratchpad = handoff.Scratchpad.Length > 0 ? handoff.Scratchpad : Scratchpad,
    };
}
