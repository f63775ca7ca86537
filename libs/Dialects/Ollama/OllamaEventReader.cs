using System.Text.Json;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Events;
using Switchyard.Dialects.Json;

namespace Switchyard.Dialects.Ollama;

/// <summary>Reads streamed answers of <c>/api/chat</c>: lines with the next piece each, and a last one with <c>done</c> and the counts.</summary>
internal sealed class OllamaEventReader(AnswerContext context) : EventReader
{
    private readonly Utf8Scratch _text = new();
    private string? _doneReason;
    private bool _isDone;
    private long _input;
    private long _output;
    private int _calls;

    public override void Complete(IModelEventSink sink) => Parts.FailInterrupted(sink);

    public override void Dispose()
    {
        base.Dispose();
        _text.Dispose();
    }

    protected override void ReadMessage(ReadOnlySpan<byte> data, IModelEventSink sink)
    {
        Utf8JsonReader message = default;
        string? model = null;
        var reader = new Utf8JsonReader(data);
        EnterObject(ref reader);
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("message"u8))
            {
                reader.Read();
                message = reader;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("model"u8) && !Parts.IsStarted)
            {
                model = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                Fail(ReadText(ref reader), sink);
                return;
            }
            else
            {
                ReadEnd(ref reader);
            }
        }

        Parts.Start(null, model, sink);
        if (message.TokenType == JsonTokenType.StartObject)
        {
            ReadPieces(ref message, data, sink);
        }

        if (_isDone)
        {
            Parts.Usage = new TokenUsage { InputTokens = _input, OutputTokens = _output };
            Parts.Finish(OllamaFinish.Read(_doneReason), sink);
        }
    }

    private void ReadEnd(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("done"u8))
        {
            reader.Read();
            _isDone = reader.TokenType == JsonTokenType.True;
        }
        else if (reader.ValueTextEquals("done_reason"u8))
        {
            _doneReason = ReadText(ref reader);
        }
        else if (reader.ValueTextEquals("prompt_eval_count"u8))
        {
            _input = ReadCount(ref reader);
        }
        else if (reader.ValueTextEquals("eval_count"u8))
        {
            _output = ReadCount(ref reader);
        }
        else
        {
            SkipValue(ref reader);
        }
    }

    private void Fail(string? message, IModelEventSink sink) =>
        Parts.Fail(new ModelError(ErrorClass.Internal, message ?? "The model's server failed and did not say why."), sink);

    private void ReadPieces(ref Utf8JsonReader message, ReadOnlySpan<byte> data, IModelEventSink sink)
    {
        Utf8JsonReader content = default, thinking = default, calls = default;
        while (NextMember(ref message))
        {
            if (message.ValueTextEquals("content"u8))
            {
                message.Read();
                content = message;
            }
            else if (message.ValueTextEquals("thinking"u8))
            {
                message.Read();
                thinking = message;
            }
            else if (message.ValueTextEquals("tool_calls"u8))
            {
                message.Read();
                calls = message;
                message.Skip();
            }
            else
            {
                SkipValue(ref message);
            }
        }

        Append(PartKind.Reasoning, ref thinking, sink);
        Append(PartKind.Text, ref content, sink);
        ReadCalls(ref calls, data, sink);
    }

    private void Append(PartKind part, ref Utf8JsonReader text, IModelEventSink sink)
    {
        if (text.TokenType != JsonTokenType.None)
        {
            Parts.Append(part, _text.Read(ref text), sink);
        }
    }

    private void ReadCalls(ref Utf8JsonReader calls, ReadOnlySpan<byte> data, IModelEventSink sink)
    {
        if (calls.TokenType != JsonTokenType.StartArray)
        {
            return;
        }

        while (calls.Read() && calls.TokenType == JsonTokenType.StartObject)
        {
            ReadCall(ref calls, data, sink);
        }
    }

    private void ReadCall(ref Utf8JsonReader calls, ReadOnlySpan<byte> data, IModelEventSink sink)
    {
        string? id = null;
        string? name = null;
        ReadOnlySpan<byte> arguments = "{}"u8;
        while (NextMember(ref calls))
        {
            if (calls.ValueTextEquals("id"u8))
            {
                id = ReadText(ref calls);
            }
            else if (calls.ValueTextEquals("function"u8))
            {
                ReadFunction(ref calls, data, ref name, ref arguments);
            }
            else
            {
                SkipValue(ref calls);
            }
        }

        Require(name is not null);
        Parts.StartPart(PartKind.ToolCall, sink, string.IsNullOrEmpty(id) ? $"call_{context.CallId}_{_calls}" : id, name);
        Parts.Append(PartKind.ToolCall, arguments, sink);
        Parts.EndPart(sink);
        _calls++;
    }

    private static void ReadFunction(ref Utf8JsonReader function, ReadOnlySpan<byte> data, ref string? name, ref ReadOnlySpan<byte> arguments)
    {
        function.Read();
        Require(function.TokenType == JsonTokenType.StartObject);
        while (NextMember(ref function))
        {
            if (function.ValueTextEquals("name"u8))
            {
                name = ReadText(ref function);
            }
            else if (function.ValueTextEquals("arguments"u8))
            {
                arguments = ReadObject(ref function, data);
            }
            else
            {
                SkipValue(ref function);
            }
        }
    }
}
