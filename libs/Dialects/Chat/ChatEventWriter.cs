using System.Buffers;
using System.Text;
using System.Text.Json;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Events;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.OpenAI;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Chat;

/// <summary>Writes streamed chat completions.</summary>
internal sealed class ChatEventWriter(AnswerContext context) : IEventWriter
{
    // Signed reasoning is sent once more, whole, so that a caller who keeps reasoning_details can give it back. Above this size only the signature is.
    private const int MaxReasoningBytes = 1024 * 1024;

    private readonly EventOutput _events = new();
    private readonly PooledBytes _reasoning = new(MaxReasoningBytes);
    private readonly PooledBytes _signature = new(MaxReasoningBytes);
    private readonly long _created = context.Created.ToUnixTimeSeconds();
    private string _id = $"chatcmpl-{context.Id}";
    private string _model = context.Request.Model;
    private ReasoningOrigin _origin;
    private int _call = -1;
    private bool _hasArguments;

    public void Write(in ModelEvent modelEvent, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        switch (modelEvent.Kind)
        {
            case ModelEventKind.Started:
                _id = modelEvent.Id ?? _id;
                _model = modelEvent.Name ?? _model;
                WriteRole(output);
                break;
            case ModelEventKind.PartStarted:
                StartPart(modelEvent, output);
                break;
            case ModelEventKind.Delta:
                WriteDelta(modelEvent, output);
                break;
            case ModelEventKind.Signature:
                _origin = modelEvent.Origin;
                _signature.TryAppend(modelEvent.Text);
                break;
            case ModelEventKind.PartEnded:
                EndPart(modelEvent, output);
                break;
            case ModelEventKind.Finished:
                WriteFinish(modelEvent, output);
                break;
            default:
                OpenAIErrorWriter.WriteEvent(_events, modelEvent.Error!, context.Id, output);
                break;
        }
    }

    public void Dispose()
    {
        _events.Dispose();
        _reasoning.Dispose();
        _signature.Dispose();
    }

    private void WriteRole(IBufferWriter<byte> output)
    {
        var json = BeginDelta(output);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, ""u8);
        EndDelta(json);
    }

    private void StartPart(in ModelEvent modelEvent, IBufferWriter<byte> output)
    {
        _reasoning.Clear();
        _signature.Clear();
        if (modelEvent.Part != PartKind.ToolCall)
        {
            return;
        }

        _call++;
        _hasArguments = false;
        var json = BeginCall(output);
        json.WriteString("id"u8, modelEvent.Id);
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, modelEvent.Name);
        json.WriteString("arguments"u8, ""u8);
        EndCall(json);
    }

    private void WriteDelta(in ModelEvent modelEvent, IBufferWriter<byte> output)
    {
        switch (modelEvent.Part)
        {
            case PartKind.ToolCall:
                WriteArguments(modelEvent.Text, output);
                return;
            case PartKind.Reasoning:
                _reasoning.TryAppend(modelEvent.Text);
                WriteText("reasoning_content"u8, modelEvent.Text, output);
                return;
            case PartKind.Refusal:
                WriteText("refusal"u8, modelEvent.Text, output);
                return;
            default:
                WriteText("content"u8, modelEvent.Text, output);
                return;
        }
    }

    private void WriteText(ReadOnlySpan<byte> member, ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        var json = BeginDelta(output);
        json.WriteString(member, text);
        EndDelta(json);
    }

    private void WriteArguments(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        _hasArguments = true;
        var json = BeginCall(output);
        json.WriteStartObject("function"u8);
        json.WriteString("arguments"u8, text);
        EndCall(json);
    }

    private void EndPart(in ModelEvent modelEvent, IBufferWriter<byte> output)
    {
        if (modelEvent.Part == PartKind.ToolCall && !_hasArguments)
        {
            // Callers parse the arguments; no text at all would be no JSON.
            WriteArguments("{}"u8, output);
        }
        else if (_signature.Length > 0)
        {
            WriteDetails(modelEvent, output);
        }
    }

    private void WriteDetails(in ModelEvent modelEvent, IBufferWriter<byte> output)
    {
        var part = new ReasoningPart(Encoding.UTF8.GetString(_reasoning.Span), Encoding.UTF8.GetString(_signature.Span), _origin)
        {
            IsRedacted = modelEvent.Part == PartKind.RedactedReasoning,
        };
        var json = BeginDelta(output);
        json.WriteStartArray("reasoning_details"u8);
        ReasoningDetails.Write(json, part, modelEvent.Index);
        json.WriteEndArray();
        EndDelta(json);
        _signature.Clear();
    }

    private void WriteFinish(in ModelEvent modelEvent, IBufferWriter<byte> output)
    {
        var json = BeginChunk(output);
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("delta"u8);
        json.WriteEndObject();
        FinishWords.Write(json, modelEvent.Finish!);
        EndChunk(json);
        if (context.Request.IncludeUsage)
        {
            WriteUsage(modelEvent.Usage ?? new TokenUsage(), output);
        }

        output.Write("data: [DONE]\n\n"u8);
    }

    private void WriteUsage(TokenUsage usage, IBufferWriter<byte> output)
    {
        var json = BeginChunk(output);
        json.WriteEndArray();
        UsageJson.Write(json, usage);
        json.WriteEndObject();
        _events.End();
    }

    private Utf8JsonWriter BeginChunk(IBufferWriter<byte> output)
    {
        var json = _events.Begin(output);
        json.WriteStartObject();
        json.WriteString("id"u8, _id);
        json.WriteString("object"u8, "chat.completion.chunk"u8);
        json.WriteNumber("created"u8, _created);
        json.WriteString("model"u8, _model);
        json.WriteStartArray("choices"u8);
        return json;
    }

    private Utf8JsonWriter BeginDelta(IBufferWriter<byte> output)
    {
        var json = BeginChunk(output);
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("delta"u8);
        return json;
    }

    private Utf8JsonWriter BeginCall(IBufferWriter<byte> output)
    {
        var json = BeginDelta(output);
        json.WriteStartArray("tool_calls"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, _call);
        return json;
    }

    private void EndCall(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        EndDelta(json);
    }

    private void EndDelta(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.WriteNull("finish_reason"u8);
        EndChunk(json);
    }

    private void EndChunk(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        _events.End();
    }
}
