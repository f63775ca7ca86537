using System.Buffers;
using System.Text;
using System.Text.Json;
using Switchyard.Dialects.Events;
using Switchyard.Dialects.Reasoning;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Anthropic;

/// <summary>Writes streamed messages.</summary>
internal sealed class AnthropicEventWriter(AnswerContext context) : IEventWriter
{
    private readonly EventOutput _events = new();
    private int _block = -1;
    private bool _isSigned;

    public void Write(in ModelEvent modelEvent, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        switch (modelEvent.Kind)
        {
            case ModelEventKind.Started:
                WriteStart(modelEvent, output);
                break;
            case ModelEventKind.PartStarted:
                StartPart(modelEvent, output);
                break;
            case ModelEventKind.Delta:
                WriteDelta(modelEvent, output);
                break;
            case ModelEventKind.Signature:
                WriteSignature(modelEvent, output);
                break;
            case ModelEventKind.PartEnded:
                WriteStop(output);
                break;
            case ModelEventKind.Finished:
                WriteFinish(modelEvent, output);
                break;
            default:
                AnthropicErrorWriter.Write(_events.Begin(output, "error"u8), modelEvent.Error!, context.Id);
                _events.End();
                break;
        }
    }

    public void Dispose() => _events.Dispose();

    private void WriteStart(in ModelEvent modelEvent, IBufferWriter<byte> output)
    {
        var json = Begin(output, "message_start"u8);
        json.WriteStartObject("message"u8);
        AnthropicAnswerWriter.WriteHead(json, modelEvent.Id ?? $"msg_{context.Id}", modelEvent.Name ?? context.Request.Model);
        json.WriteStartArray("content"u8);
        json.WriteEndArray();
        json.WriteNull("stop_reason"u8);
        json.WriteNull("stop_sequence"u8);
        AnthropicUsage.Write(json, modelEvent.Usage);
        json.WriteEndObject();
        End(json);
    }

    private void StartPart(in ModelEvent modelEvent, IBufferWriter<byte> output)
    {
        _block++;
        _isSigned = false;
        if (modelEvent.Part == PartKind.RedactedReasoning)
        {
            // The block begins with its data, which comes with the signature.
            return;
        }

        var json = BeginBlock(output, "content_block_start"u8);
        json.WriteStartObject("content_block"u8);
        switch (modelEvent.Part)
        {
            case PartKind.Reasoning:
                json.WriteString("type"u8, "thinking"u8);
                json.WriteString("thinking"u8, ""u8);
                json.WriteString("signature"u8, ""u8);
                break;
            case PartKind.ToolCall:
                json.WriteString("type"u8, "tool_use"u8);
                json.WriteString("id"u8, modelEvent.Id);
                json.WriteString("name"u8, modelEvent.Name);
                json.WriteStartObject("input"u8);
                json.WriteEndObject();
                break;
            default:
                json.WriteString("type"u8, "text"u8);
                json.WriteString("text"u8, ""u8);
                break;
        }

        json.WriteEndObject();
        End(json);
    }

    private void WriteDelta(in ModelEvent modelEvent, IBufferWriter<byte> output)
    {
        switch (modelEvent.Part)
        {
            case PartKind.ToolCall:
                WriteDelta("input_json_delta"u8, "partial_json"u8, modelEvent.Text, output);
                break;
            case PartKind.Reasoning:
                WriteDelta("thinking_delta"u8, "thinking"u8, modelEvent.Text, output);
                break;
            default:
                WriteDelta("text_delta"u8, "text"u8, modelEvent.Text, output);
                break;
        }
    }

    private void WriteDelta(ReadOnlySpan<byte> type, ReadOnlySpan<byte> member, ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        var json = BeginBlock(output, "content_block_delta"u8);
        json.WriteStartObject("delta"u8);
        json.WriteString("type"u8, type);
        json.WriteString(member, text);
        json.WriteEndObject();
        End(json);
    }

    private void WriteSignature(in ModelEvent modelEvent, IBufferWriter<byte> output)
    {
        var isRedacted = modelEvent.Part == PartKind.RedactedReasoning;
        var prefix = _isSigned ? string.Empty : ReasoningFormats.Prefix(modelEvent.Origin, isRedacted, ReasoningOrigin.Anthropic);
        _isSigned = true;
        byte[] signature = [.. Encoding.UTF8.GetBytes(prefix), .. modelEvent.Text];
        if (!isRedacted)
        {
            WriteDelta("signature_delta"u8, "signature"u8, signature, output);
            return;
        }

        var json = BeginBlock(output, "content_block_start"u8);
        json.WriteStartObject("content_block"u8);
        json.WriteString("type"u8, "redacted_thinking"u8);
        json.WriteString("data"u8, signature);
        json.WriteEndObject();
        End(json);
    }

    private void WriteStop(IBufferWriter<byte> output) => End(BeginBlock(output, "content_block_stop"u8));

    private void WriteFinish(in ModelEvent modelEvent, IBufferWriter<byte> output)
    {
        var json = Begin(output, "message_delta"u8);
        json.WriteStartObject("delta"u8);
        StopReasons.Write(json, modelEvent.Finish!);
        json.WriteEndObject();
        AnthropicUsage.Write(json, modelEvent.Usage);
        End(json);
        End(Begin(output, "message_stop"u8));
    }

    private Utf8JsonWriter BeginBlock(IBufferWriter<byte> output, ReadOnlySpan<byte> type)
    {
        var json = Begin(output, type);
        json.WriteNumber("index"u8, _block);
        return json;
    }

    private Utf8JsonWriter Begin(IBufferWriter<byte> output, ReadOnlySpan<byte> type)
    {
        var json = _events.Begin(output, type);
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        return json;
    }

    private void End(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        _events.End();
    }
}
