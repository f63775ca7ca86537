using Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Reasoning.Models;

/// <summary>What a model is asked.</summary>
public sealed record ModelPrompt
{
    /// <summary>Gets the system prompt; empty for none.</summary>
    public string System { get; init; } = "";

    /// <summary>Gets the conversation, oldest message first.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>Gets the tools it is shown, by name.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Gets the model string; <see langword="null"/> leaves the choice to the chat client.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the sampling temperature.</summary>
    public float Temperature { get; init; }
}
