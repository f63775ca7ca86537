namespace Switchyard.AgentHost.Conversations;

/// <summary>The newest turns of a conversation, oldest first, and how many messages the turns before them have.</summary>
internal sealed record History(IReadOnlyList<Turn> Turns, int SkippedMessages)
{
    /// <summary>Gets what stands for the turns before these, where they were summarised.</summary>
    public string? Summary { get; init; }

    /// <summary>Gets the system prompt that the conversation was taken in with; null for the agent's.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>Gets the tools that the conversation was taken in with; null for the agent's.</summary>
    public IReadOnlyList<string>? Tools { get; init; }
}
