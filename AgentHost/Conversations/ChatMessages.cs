using System.Text.Json;
using Microsoft.Extensions.AI;
using Wire = Switchyard.Contracts.OpenAI;

namespace Switchyard.AgentHost.Conversations;

/// <summary>Turns stored messages into the ones a chat client takes.</summary>
internal static class ChatMessages
{
    public static ChatMessage ToChatMessage(Wire.ChatMessage message)
    {
        var text = message.Content?.ToText() ?? string.Empty;
        return message.Role switch
        {
            "system" => new ChatMessage(ChatRole.System, text),
            "tool" => new ChatMessage(ChatRole.Tool, [new FunctionResultContent(message.ToolCallId ?? string.Empty, text)]),
            "assistant" => new ChatMessage(ChatRole.Assistant, [.. text.Length > 0 ? [new TextContent(text)] : Array.Empty<AIContent>(), .. (message.ToolCalls ?? []).Select(ToCall)]),
            _ => new ChatMessage(ChatRole.User, text),
        };
    }

    private static FunctionCallContent ToCall(Wire.ToolCall call) =>
        FunctionCallContent.CreateFromParsedArguments(call.Function?.Arguments ?? "{}", call.Id ?? string.Empty, call.Function?.Name ?? string.Empty, ParseArguments);

    private static Dictionary<string, object?> ParseArguments(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value.Clone(), StringComparer.Ordinal);
    }
}
