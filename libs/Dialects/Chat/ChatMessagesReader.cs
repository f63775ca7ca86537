using Switchyard.Dialects.Json;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Chat;

/// <summary>Reads <c>messages</c>: leading instructions apart, results of calls together.</summary>
internal sealed class ChatMessagesReader
{
    private readonly List<Message> _messages = [];

    public List<TextPart> Instructions { get; } = [];

    public IReadOnlyList<Message> Messages => _messages;

    public void Read(JsonField messages)
    {
        if (messages.IsAbsent)
        {
            throw messages.Wrong("an array");
        }

        foreach (var message in messages.Items())
        {
            ReadMessage(message);
        }
    }

    private void ReadMessage(JsonField message)
    {
        switch (message["role"].Text())
        {
            case "system" or "developer":
                ReadInstructions(message);
                break;
            case "user":
                Add(message, MessageRole.User, ChatContent.Read(message["content"]));
                break;
            case "assistant":
                RefuseOldForms(message);
                Add(message, MessageRole.Assistant, ChatAssistantMessage.Read(message, idPrefix: null));
                break;
            case "tool":
                AddResult(message);
                break;
            default:
                throw message["role"].Wrong("system, developer, user, assistant or tool");
        }
    }

    private void ReadInstructions(JsonField message)
    {
        var parts = ChatContent.Read(message["content"]);
        if (parts.Find(part => part is not TextPart) is { } other)
        {
            throw new JsonShapeException(other.Field, $"'{other.Field}' must be text: instructions have nothing else.");
        }

        if (_messages.Count == 0)
        {
            Instructions.AddRange(parts.Cast<TextPart>());
        }
        else
        {
            Add(message, MessageRole.System, parts);
        }
    }

    private void Add(JsonField message, MessageRole role, List<MessagePart> parts) =>
        _messages.Add(new Message(role, parts, message.Path) { Name = message["name"].OptionalText() });

    private void AddResult(JsonField message)
    {
        var content = message["content"];
        var result = new ToolResultPart(message["tool_call_id"].Text(), content.IsAbsent ? [] : ChatContent.Read(content)) { Field = message.Path };
        if (_messages is [.., { Role: MessageRole.Tool } last])
        {
            _messages[^1] = last with { Parts = [.. last.Parts, result] };
        }
        else
        {
            _messages.Add(new Message(MessageRole.Tool, [result], message.Path));
        }
    }

    private static void RefuseOldForms(JsonField message)
    {
        foreach (var name in (string[])["function_call", "audio"])
        {
            if (!message[name].IsAbsent)
            {
                throw message[name].Unsupported("has no equivalent at other providers");
            }
        }
    }
}
