using System.Buffers;
using System.Text.Json;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Events;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Responses;

/// <summary>
/// Writes streamed responses: numbered events, an item for each part, every text once in pieces and once whole, and the whole response at the end.
/// Therefore the answer is kept until then, which is as long as the model's output at most.
/// </summary>
internal sealed class ResponsesEventWriter(AnswerContext context) : IEventWriter
{
    private readonly EventOutput _events = new();
    private readonly AnswerCollector _answer = new();
    private string _id = ResponseId.Of(null, context);
    private string _model = context.Request.Model;
    private string _item = string.Empty;
    private int _output = -1;
    private int _sequence;
    private bool _hasSummary;

    public void Write(in ModelEvent modelEvent, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _answer.Accept(modelEvent);
        switch (modelEvent.Kind)
        {
            case ModelEventKind.Started:
                _id = ResponseId.Of(modelEvent.Id, context);
                _model = modelEvent.Name ?? _model;
                WriteResponse("response.created"u8, ResponseStatus.InProgress, null, output);
                WriteResponse("response.in_progress"u8, ResponseStatus.InProgress, null, output);
                break;
            case ModelEventKind.PartStarted:
                StartPart(modelEvent, output);
                break;
            case ModelEventKind.Delta:
                WriteDelta(modelEvent, output);
                break;
            case ModelEventKind.PartEnded:
                EndPart(_answer.Parts[^1], output);
                break;
            case ModelEventKind.Finished:
                var status = ResponseStatus.Of(modelEvent.Finish!);
                WriteResponse(status.IncompleteReason is null ? "response.completed"u8 : "response.incomplete"u8, status, modelEvent.Usage, output);
                break;
            case ModelEventKind.Failed:
                WriteResponse("response.failed"u8, ResponseStatus.Of(modelEvent.Error!), modelEvent.Usage, output);
                break;
            default:
                // Signatures are part of the complete item.
                break;
        }
    }

    public void Dispose() => _events.Dispose();

    private void StartPart(in ModelEvent modelEvent, IBufferWriter<byte> output)
    {
        _output++;
        _hasSummary = false;
        MessagePart part = modelEvent.Part switch
        {
            PartKind.ToolCall => new ToolCallPart(modelEvent.Id!, modelEvent.Name!, string.Empty),
            PartKind.Reasoning or PartKind.RedactedReasoning => new ReasoningPart(string.Empty, null, ReasoningOrigin.Unknown),
            PartKind.Refusal => new RefusalPart(string.Empty),
            _ => new TextPart(string.Empty),
        };
        _item = ResponsesItems.IdOf(part, context.Id, _output);
        var json = Begin(output, "response.output_item.added"u8);
        json.WritePropertyName("item"u8);
        ResponsesItems.WriteBegun(json, part, _item);
        End(json);
        if (part is TextPart or RefusalPart)
        {
            WriteContentPart("response.content_part.added"u8, part, output);
        }
    }

    private void WriteDelta(in ModelEvent modelEvent, IBufferWriter<byte> output)
    {
        switch (modelEvent.Part)
        {
            case PartKind.ToolCall:
                WriteDelta("response.function_call_arguments.delta"u8, default, modelEvent.Text, output);
                break;
            case PartKind.Refusal:
                WriteDelta("response.refusal.delta"u8, "content_index"u8, modelEvent.Text, output);
                break;
            case PartKind.Text:
                WriteDelta("response.output_text.delta"u8, "content_index"u8, modelEvent.Text, output);
                break;
            default:
                StartSummary(output);
                WriteDelta("response.reasoning_summary_text.delta"u8, "summary_index"u8, modelEvent.Text, output);
                break;
        }
    }

    private void WriteDelta(ReadOnlySpan<byte> type, ReadOnlySpan<byte> indexName, ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        var json = BeginInItem(output, type, indexName);
        json.WriteString("delta"u8, text);
        EndText(type, json);
    }

    private void StartSummary(IBufferWriter<byte> output)
    {
        if (!_hasSummary)
        {
            _hasSummary = true;
            WriteSummaryPart("response.reasoning_summary_part.added"u8, string.Empty, output);
        }
    }

    private void EndPart(MessagePart part, IBufferWriter<byte> output)
    {
        switch (part)
        {
            case TextPart text:
                WriteDone("response.output_text.done"u8, "content_index"u8, "text"u8, text.Text, output);
                WriteContentPart("response.content_part.done"u8, part, output);
                break;
            case RefusalPart refusal:
                WriteDone("response.refusal.done"u8, "content_index"u8, "refusal"u8, refusal.Text, output);
                WriteContentPart("response.content_part.done"u8, part, output);
                break;
            case ToolCallPart call:
                WriteDone("response.function_call_arguments.done"u8, default, "arguments"u8, call.Arguments, output);
                break;
            case ReasoningPart reasoning when _hasSummary:
                WriteDone("response.reasoning_summary_text.done"u8, "summary_index"u8, "text"u8, reasoning.Text, output);
                WriteSummaryPart("response.reasoning_summary_part.done"u8, reasoning.Text, output);
                break;
            default:
                break;
        }

        var json = Begin(output, "response.output_item.done"u8);
        json.WritePropertyName("item"u8);
        ResponsesItems.Write(json, part, _item);
        End(json);
    }

    private void WriteDone(ReadOnlySpan<byte> type, ReadOnlySpan<byte> indexName, ReadOnlySpan<byte> member, string text, IBufferWriter<byte> output)
    {
        var json = BeginInItem(output, type, indexName);
        json.WriteString(member, text);
        EndText(type, json);
    }

    // Clients expect the list with every piece of text, empty where nobody asked for it.
    private void EndText(ReadOnlySpan<byte> type, Utf8JsonWriter json)
    {
        if (type.StartsWith("response.output_text"u8))
        {
            json.WriteStartArray("logprobs"u8);
            json.WriteEndArray();
        }

        End(json);
    }

    private void WriteContentPart(ReadOnlySpan<byte> type, MessagePart part, IBufferWriter<byte> output)
    {
        var json = BeginInItem(output, type, "content_index"u8);
        json.WritePropertyName("part"u8);
        ResponsesItems.WriteContentPart(json, part);
        End(json);
    }

    private void WriteSummaryPart(ReadOnlySpan<byte> type, string text, IBufferWriter<byte> output)
    {
        var json = BeginInItem(output, type, "summary_index"u8);
        json.WritePropertyName("part"u8);
        ResponsesItems.WriteSummaryPart(json, text);
        End(json);
    }

    private void WriteResponse(ReadOnlySpan<byte> type, ResponseStatus status, TokenUsage? usage, IBufferWriter<byte> output)
    {
        var json = BeginNumbered(output, type);
        json.WritePropertyName("response"u8);
        ResponseObject.Write(json, _id, _model, status, _answer.Parts, usage, context);
        End(json);
    }

    private Utf8JsonWriter BeginInItem(IBufferWriter<byte> output, ReadOnlySpan<byte> type, ReadOnlySpan<byte> indexName)
    {
        var json = Begin(output, type);
        json.WriteString("item_id"u8, _item);
        if (!indexName.IsEmpty)
        {
            json.WriteNumber(indexName, 0);
        }

        return json;
    }

    private Utf8JsonWriter Begin(IBufferWriter<byte> output, ReadOnlySpan<byte> type)
    {
        var json = BeginNumbered(output, type);
        json.WriteNumber("output_index"u8, _output);
        return json;
    }

    private Utf8JsonWriter BeginNumbered(IBufferWriter<byte> output, ReadOnlySpan<byte> type)
    {
        var json = _events.Begin(output, type);
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteNumber("sequence_number"u8, _sequence++);
        return json;
    }

    private void End(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        _events.End();
    }
}
