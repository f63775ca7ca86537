using System.Text.Json;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Events;
using Switchyard.Dialects.Json;

namespace Switchyard.Dialects.Anthropic;

/// <summary>Reads streamed messages. What an event is stands in its data; the event's name repeats it.</summary>
internal sealed class AnthropicEventReader : EventReader
{
    private readonly Utf8Scratch _text = new();
    private AnswerFinish? _finish;

    public override void Complete(IModelEventSink sink)
    {
        if (_finish is { } finish)
        {
            Parts.Finish(finish, sink);
        }
        else
        {
            Parts.FailInterrupted(sink);
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _text.Dispose();
    }

    protected override void ReadMessage(ReadOnlySpan<byte> data, IModelEventSink sink)
    {
        // Copies of the reader remember where each value stands, since members come in any order.
        Utf8JsonReader type = default, delta = default, block = default, message = default, usage = default, error = default;
        var reader = new Utf8JsonReader(data);
        EnterObject(ref reader);
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = reader;
            }
            else if (reader.ValueTextEquals("delta"u8))
            {
                reader.Read();
                delta = reader;
            }
            else if (reader.ValueTextEquals("content_block"u8))
            {
                reader.Read();
                block = reader;
            }
            else if (reader.ValueTextEquals("message"u8))
            {
                reader.Read();
                message = reader;
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                reader.Read();
                usage = reader;
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                error = reader;
            }
            else
            {
                reader.Read();
            }

            reader.Skip();
        }

        Require(type.TokenType == JsonTokenType.String);
        if (type.ValueTextEquals("content_block_delta"u8))
        {
            ReadDelta(ref delta, sink);
        }
        else
        {
            ReadOther(type.GetString()!, ref delta, ref block, ref message, ref usage, ref error, sink);
        }
    }

    private void ReadOther(
        string type, ref Utf8JsonReader delta, ref Utf8JsonReader block, ref Utf8JsonReader message, ref Utf8JsonReader usage, ref Utf8JsonReader error, IModelEventSink sink)
    {
        switch (type)
        {
            case "message_start":
                ReadStart(Field(ref message, "message"), sink);
                break;
            case "content_block_start":
                ReadBlock(Field(ref block, "content_block"), sink);
                break;
            case "content_block_stop":
                Parts.EndPart(sink);
                break;
            case "message_delta":
                ReadEnd(Field(ref delta, "delta"), Field(ref usage, "usage"));
                break;
            case "message_stop":
                Complete(sink);
                break;
            case "error":
                Parts.Fail(AnthropicErrorReader.ReadError(500, Field(ref error, "error")), sink);
                break;
            default:
                // Pings, and events to come, which the documentation asks to ignore.
                break;
        }
    }

    private void ReadStart(JsonField message, IModelEventSink sink)
    {
        Parts.Usage = AnthropicUsage.Read(message["usage"], Parts.Usage);
        Parts.Start(message["id"].OptionalText(), message["model"].OptionalText(), sink);
    }

    private void ReadBlock(JsonField block, IModelEventSink sink)
    {
        switch (block["type"].Text())
        {
            case "text":
                Parts.StartPart(PartKind.Text, sink);
                Append(PartKind.Text, block["text"].OptionalText(), sink);
                break;
            case "thinking":
                Parts.StartPart(PartKind.Reasoning, sink, origin: Requests.ReasoningOrigin.Anthropic);
                Append(PartKind.Reasoning, block["thinking"].OptionalText(), sink);
                Sign(block["signature"].OptionalText(), isRedacted: false, sink);
                break;
            case "redacted_thinking":
                Parts.StartPart(PartKind.RedactedReasoning, sink, origin: Requests.ReasoningOrigin.Anthropic);
                Sign(block["data"].Text(), isRedacted: true, sink);
                break;
            case "tool_use":
                Parts.StartPart(PartKind.ToolCall, sink, block["id"].Text(), block["name"].Text());
                Append(PartKind.ToolCall, block["input"].OptionalObject() is { } input && input.EnumerateObject().Any() ? input.GetRawText() : null, sink);
                break;
            default:
                throw new AnswerFormatException("The upstream sent a content block of a type that was not asked for.");
        }
    }

    private void ReadDelta(ref Utf8JsonReader delta, IModelEventSink sink)
    {
        Require(delta.TokenType == JsonTokenType.StartObject);
        while (NextMember(ref delta))
        {
            if (delta.ValueTextEquals("text"u8))
            {
                delta.Read();
                AppendTo(PartKind.Text, ref delta, sink);
            }
            else if (delta.ValueTextEquals("partial_json"u8))
            {
                delta.Read();
                AppendTo(PartKind.ToolCall, ref delta, sink);
            }
            else if (delta.ValueTextEquals("thinking"u8))
            {
                delta.Read();
                AppendTo(PartKind.Reasoning, ref delta, sink);
            }
            else if (delta.ValueTextEquals("signature"u8))
            {
                Sign(ReadText(ref delta), isRedacted: false, sink);
            }
            else
            {
                SkipValue(ref delta);
            }
        }
    }

    private void AppendTo(PartKind part, ref Utf8JsonReader delta, IModelEventSink sink)
    {
        Require(Parts.Open == part);
        Parts.Append(part, _text.Read(ref delta), sink);
    }

    private void Append(PartKind part, string? text, IModelEventSink sink) => Parts.Append(part, System.Text.Encoding.UTF8.GetBytes(text ?? string.Empty), sink);

    // A gateway in front may carry another provider's signature in Anthropic's place.
    private void Sign(string? signed, bool isRedacted, IModelEventSink sink)
    {
        if (!string.IsNullOrEmpty(signed))
        {
            var (signature, origin, _) = Reasoning.ReasoningFormats.Unwrap(signed, Requests.ReasoningOrigin.Anthropic, isRedacted);
            Parts.Sign(System.Text.Encoding.UTF8.GetBytes(signature), origin, sink);
        }
    }

    private void ReadEnd(JsonField delta, JsonField usage)
    {
        Parts.Usage = AnthropicUsage.Read(usage, Parts.Usage);
        if (delta["stop_reason"].OptionalText() is { } reason)
        {
            _finish = StopReasons.Read(reason, delta["stop_sequence"].OptionalText());
        }
    }

    private static JsonField Field(ref Utf8JsonReader reader, string path) =>
        new(reader.TokenType == JsonTokenType.None ? default : JsonElement.ParseValue(ref reader), path);
}
