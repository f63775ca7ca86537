using System.Text.Json;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.AgentHost.Conversations;

/// <summary>One row of agents.messages.</summary>
internal sealed class MessageRow
{
    public string RunId { get; init; } = string.Empty;

    /// <summary>Gets when the run began, where it was asked for.</summary>
    public DateTime At { get; init; }

    public string Role { get; init; } = string.Empty;

    public string Content { get; init; } = string.Empty;

    public string? ToolCalls { get; init; }

    public string? ToolCallId { get; init; }

    public static MessageRow From(ChatMessage message) => new()
    {
        Role = message.Role!,
        Content = message.Content?.ToText() ?? string.Empty,
        ToolCalls = message.ToolCalls is { } calls ? JsonSerializer.Serialize(calls, ConversationJsonContext.Default.IReadOnlyListToolCall) : null,
        ToolCallId = message.ToolCallId,
    };

    public ChatMessage ToMessage() => new()
    {
        Role = Role,
        Content = Content,
        ToolCalls = ToolCalls is null ? null : JsonSerializer.Deserialize(ToolCalls, ConversationJsonContext.Default.IReadOnlyListToolCall),
        ToolCallId = ToolCallId,
    };
}
