using System.Text.Json;
using Switchyard.Dialects.Chat;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Reasoning;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Responses;

/// <summary>Reads <c>input</c>, a flat list in which one turn of the model is several items: reasoning, messages, calls.</summary>
internal sealed class ResponsesInputReader
{
    private readonly List<Message> _messages = [];

    public List<TextPart> Instructions { get; } = [];

    public IReadOnlyList<Message> Messages => _messages;

    public List<string> Unread { get; } = [];

    public void ReadInstructions(JsonField instructions)
    {
        if (instructions.OptionalText() is { } text)
        {
            Instructions.Add(new TextPart(text) { Field = instructions.Path });
        }
    }

    public void Read(JsonField input)
    {
        if (input.Kind == JsonValueKind.String)
        {
            _messages.Add(new Message(MessageRole.User, [new TextPart(input.Text()) { Field = input.Path }], input.Path));
            return;
        }

        if (input.IsAbsent)
        {
            throw input.Wrong("a string or an array");
        }

        foreach (var item in input.Items())
        {
            ReadItem(item);
        }
    }

    private void ReadItem(JsonField item)
    {
        switch (item["type"].OptionalText() ?? "message")
        {
            case "message":
                ReadMessage(item);
                break;
            case "function_call":
                Append(MessageRole.Assistant, new ToolCallPart(item["call_id"].Text(), item["name"].Text(), ChatToolCalls.ReadArguments(item["arguments"])) { Field = item.Path });
                break;
            case "function_call_output":
                Append(MessageRole.Tool, new ToolResultPart(item["call_id"].Text(), ReadContent(item["output"])) { Field = item.Path });
                break;
            case "reasoning":
                Append(MessageRole.Assistant, ReadReasoning(item));
                break;
            case var type:
                throw item["type"].Unsupported($"is '{type}', which only OpenAI has");
        }
    }

    private void ReadMessage(JsonField item)
    {
        var parts = ReadContent(item["content"]);
        switch (item["role"].Text())
        {
            case "system" or "developer" when _messages.Count == 0:
                Instructions.AddRange(parts.OfType<TextPart>());
                break;
            case "system" or "developer":
                _messages.Add(new Message(MessageRole.System, parts, item.Path));
                break;
            case "user":
                _messages.Add(new Message(MessageRole.User, parts, item.Path));
                break;
            case "assistant":
                parts.ForEach(part => Append(MessageRole.Assistant, part));
                break;
            default:
                throw item["role"].Wrong("system, developer, user or assistant");
        }
    }

    private void Append(MessageRole role, MessagePart part)
    {
        if (_messages.Count > 0 && _messages[^1].Role == role)
        {
            _messages[^1] = _messages[^1] with { Parts = [.. _messages[^1].Parts, part] };
        }
        else
        {
            _messages.Add(new Message(role, [part], part.Field));
        }
    }

    private static List<MessagePart> ReadContent(JsonField content) => content.Kind == JsonValueKind.Array
        ? [.. content.Items().Select(ReadPart)]
        : [new TextPart(content.Text()) { Field = content.Path }];

    private static MessagePart ReadPart(JsonField part)
    {
        MessagePart read = part["type"].Text() switch
        {
            "input_text" or "output_text" or "text" => new TextPart(part["text"].Text()),
            "refusal" => new RefusalPart(part["refusal"].Text()),
            "input_image" => ReadImage(part),
            "input_file" => ReadFile(part),
            var type => throw part["type"].Unsupported($"is '{type}', which other providers do not have"),
        };
        return read with { Field = part.Path };
    }

    private static ImagePart ReadImage(JsonField part) => part["file_id"].IsAbsent
        ? new ImagePart(DataUri.Read(part["image_url"])) { Detail = part["detail"].OptionalText() }
        : throw part["file_id"].Unsupported("names a file only OpenAI has; send its content as 'image_url'");

    private static DocumentPart ReadFile(JsonField part) => part["file_id"].IsAbsent
        ? new DocumentPart(DataUri.Read(part["file_url"].IsAbsent ? part["file_data"] : part["file_url"])) { Name = part["filename"].OptionalText() }
        : throw part["file_id"].Unsupported("names a file only OpenAI has; send its content as 'file_data'");

    private static ReasoningPart ReadReasoning(JsonField item)
    {
        var pieces = item["summary"].Items().Concat(item["content"].Items());
        var text = string.Join("\n\n", pieces.Select(piece => piece["text"].Text()));
        if (item["encrypted_content"].OptionalText() is not { } encrypted)
        {
            return new ReasoningPart(text, null, ReasoningOrigin.Unknown) { Field = item.Path };
        }

        var (signature, origin, isRedacted) = ReasoningFormats.Unwrap(encrypted, ReasoningOrigin.OpenAI, isRedacted: true);
        return new ReasoningPart(text, signature, origin) { IsRedacted = isRedacted, Field = item.Path };
    }
}
