using Switchyard.Contracts.OpenAI;

namespace Switchyard.Contracts.Agents;

/// <summary>One run's part of a conversation: from the input to the answer, calls with their results.</summary>
public sealed record SessionTurn
{
    /// <summary>Gets the run.</summary>
    public required string RunId { get; init; }

    /// <summary>Gets when it began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the messages in order.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }
}
