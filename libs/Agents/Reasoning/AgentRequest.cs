using Microsoft.Extensions.AI;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Reasoning;

/// <summary>What an agent is asked.</summary>
public sealed record AgentRequest
{
    /// <summary>Gets the conversation: system prompt, history and the new input.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>Gets the tools the model is shown; only these can be called.</summary>
    public required IReadOnlyList<ITool> Tools { get; init; }

    /// <summary>Gets on whose behalf tools are called.</summary>
    public required ToolContext Context { get; init; }

    /// <summary>Gets the model string; null leaves the choice to the chat client.</summary>
    public string? Model { get; init; }
}
