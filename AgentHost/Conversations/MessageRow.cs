using System.Text.Json;
using Switchyard.AgentHost.Runs;
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

    /// <summary>The row of a message; what PostgreSQL cannot hold of its text is mended.</summary>
    public static MessageRow From(ChatMessage message) => new()
    {
        Role = message.Role!,
        Content = SafeText.Clean(message.Content?.ToText() ?? string.Empty),
        ToolCalls = message.ToolCalls is { } calls ? JsonSerializer.Serialize([.. calls.Select(Clean)], ConversationJsonContext.Default.IReadOnlyListToolCall) : null,
        ToolCallId = message.ToolCallId is { } id ? SafeText.Clean(id) : null,
    };

    public ChatMessage ToMessage() => new()
    {
        Role = Role,
        Content = Content,
        ToolCalls = ToolCalls is null ? null : JsonSerializer.Deserialize(ToolCalls, ConversationJsonContext.Default.IReadOnlyListToolCall),
        ToolCallId = ToolCallId,
    };

    private static ToolCall Clean(ToolCall call) => call with
    {
        Id = call.Id is { } id ? SafeText.Clean(id) : null,
        Function = call.Function is not { } function ? null : function with
        {
            Name = function.Name is { } name ? SafeText.Clean(name) : null,
            Arguments = function.Arguments is { } arguments ? CleanArguments(arguments) : null,
        },
    };

    // Arguments are JSON in a text; what is wrong in them may be escaped.
    private static string CleanArguments(string arguments)
    {
        try
        {
            return SafeText.Clean(JsonElement.Parse(SafeText.Clean(arguments))).GetRawText();
        }
        catch (JsonException)
        {
            // Some models write no JSON. The message is kept as it is told, without what cannot be stored.
            return SafeText.Clean(arguments.Replace("\\u0000", string.Empty, StringComparison.Ordinal));
        }
    }
}
