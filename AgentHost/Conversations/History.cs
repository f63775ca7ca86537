namespace Switchyard.AgentHost.Conversations;

/// <summary>The newest turns of a conversation, oldest first, and how many messages the turns before them have.</summary>
internal sealed record History(IReadOnlyList<Turn> Turns, int SkippedMessages)
{
    /// <summary>Gets what stands for the turns before these, where they were summarised.</summary>
    public string? Summary { get; init; }
}
