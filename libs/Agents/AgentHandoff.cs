using Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents;

/// <summary>What an agent passes on to another one that is to answer in its place.</summary>
/// <param name="Agent">The name of the one that goes on.</param>
/// <param name="Reason">Why, or what is left to do, in the words of the one that hands over.</param>
public sealed record AgentHandoff(string Agent, string Reason)
{
    /// <summary>Gets the conversation as it stands, input and work of the one that hands over included, oldest message first and without system prompts; empty where it adds nothing to what it was given.</summary>
    public IReadOnlyList<ChatMessage> History { get; init; } = [];

    /// <summary>Gets what it has noted.</summary>
    public string Scratchpad { get; init; } = "";
}
