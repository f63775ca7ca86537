using System.Buffers;
using System.Text.Json;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Events;
using Switchyard.Dialects.OpenAI;

namespace Switchyard.Dialects.Completions;

/// <summary>Writes streamed text completions.</summary>
internal sealed class CompletionsEventWriter(AnswerContext context) : IEventWriter
{
    private readonly EventOutput _events = new();
    private string _id = $"cmpl-{context.Id}";
    private string _model = context.Request.Model;

    public void Write(in ModelEvent modelEvent, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        switch (modelEvent.Kind)
        {
            case ModelEventKind.Started:
                _id = modelEvent.Id ?? _id;
                _model = modelEvent.Name ?? _model;
                break;
            // Without tools in the request there are no calls to tell of.
            case ModelEventKind.Delta when modelEvent.Part != PartKind.ToolCall:
                WriteDelta(modelEvent, output);
                break;
            case ModelEventKind.Finished:
                WriteFinish(modelEvent, output);
                break;
            case ModelEventKind.Failed:
                OpenAIErrorWriter.WriteEvent(_events, modelEvent.Error!, context.Id, output);
                break;
            default:
                // Text has no parts.
                break;
        }
    }

    public void Dispose() => _events.Dispose();

    private void WriteDelta(in ModelEvent modelEvent, IBufferWriter<byte> output)
    {
        var json = BeginChoice(output);
        if (modelEvent.Part == PartKind.Reasoning)
        {
            json.WriteString("text"u8, ""u8);
            json.WriteString("reasoning_content"u8, modelEvent.Text);
        }
        else
        {
            json.WriteString("text"u8, modelEvent.Text);
        }

        json.WriteNull("finish_reason"u8);
        EndChoice(json);
    }

    private void WriteFinish(in ModelEvent modelEvent, IBufferWriter<byte> output)
    {
        var json = BeginChoice(output);
        json.WriteString("text"u8, ""u8);
        FinishWords.Write(json, modelEvent.Finish!);
        EndChoice(json);
        if (context.Request.IncludeUsage)
        {
            json = BeginChunk(output);
            json.WriteEndArray();
            UsageJson.Write(json, modelEvent.Usage ?? new TokenUsage());
            json.WriteEndObject();
            _events.End();
        }

        output.Write("data: [DONE]\n\n"u8);
    }

    private Utf8JsonWriter BeginChunk(IBufferWriter<byte> output)
    {
        var json = _events.Begin(output);
        json.WriteStartObject();
        CompletionsAnswerWriter.WriteHead(json, _id, _model, context);
        json.WriteStartArray("choices"u8);
        return json;
    }

    private Utf8JsonWriter BeginChoice(IBufferWriter<byte> output)
    {
        var json = BeginChunk(output);
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        json.WriteNull("logprobs"u8);
        return json;
    }

    private void EndChoice(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        _events.End();
    }
}
