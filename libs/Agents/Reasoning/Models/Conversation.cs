using System.Text.Json;
using Microsoft.Extensions.AI;
using Wire = Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Reasoning.Models;

/// <summary>Turns journalled messages into the ones a chat client takes.</summary>
internal static class Conversation
{
    // What is said of a token where no tokenizer is at hand.
    private const int CharactersPerToken = 4;

    public static List<ChatMessage> ToChatMessages(ModelPrompt prompt)
    {
        List<ChatMessage> messages = [.. prompt.Messages.Select(ToChatMessage)];
        if (prompt.System.Length > 0)
        {
            messages.Insert(0, new ChatMessage(ChatRole.System, prompt.System));
        }

        return messages;
    }

    public static ChatMessage ToChatMessage(Wire.ChatMessage message)
    {
        var text = message.Content?.ToText() ?? "";
        return message.Role switch
        {
            "system" => new ChatMessage(ChatRole.System, text),
            "tool" => new ChatMessage(ChatRole.Tool, [new FunctionResultContent(message.ToolCallId ?? "", text)]),
            "assistant" => new ChatMessage(ChatRole.Assistant, ToContents(message, text)),
            _ => new ChatMessage(ChatRole.User, text),
        };
    }

    /// <summary>About how many tokens a prompt has, tools not counted.</summary>
    public static long Estimate(ModelPrompt prompt) =>
        (prompt.System.Length + prompt.Messages.Sum(message =>
            (message.Content?.ToText().Length ?? 0) + (message.ToolCalls ?? []).Sum(call => (call.Function?.Arguments?.Length ?? 0) + (call.Function?.Name?.Length ?? 0)))) / CharactersPerToken;

    /// <summary>About how many tokens an answer has.</summary>
    public static long Estimate(ModelAnswer answer) =>
        (answer.Text.Length + (answer.Reasoning?.Length ?? 0) + answer.Calls.Sum(call => (call.Function!.Arguments?.Length ?? 0) + call.Function.Name!.Length) + CharactersPerToken - 1) / CharactersPerToken;

    private static List<AIContent> ToContents(Wire.ChatMessage message, string text)
    {
        List<AIContent> contents = message.ReasoningContent is { Length: > 0 } reasoning ? [new TextReasoningContent(reasoning)] : [];
        if (text.Length > 0)
        {
            contents.Add(new TextContent(text));
        }

        contents.AddRange((message.ToolCalls ?? []).Select(ToCall));
        return contents;
    }

    private static FunctionCallContent ToCall(Wire.ToolCall call) =>
        new(call.Id ?? "", call.Function?.Name ?? "", call.Function?.Arguments is { } arguments ? ParseArguments(arguments) : null);

    private static Dictionary<string, object?> ParseArguments(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value.Clone(), StringComparer.Ordinal);
    }
}
