using System.Text;
using System.Text.Json;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Events;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Gemini;

/// <summary>Reads streamed answers: every event is a whole answer object with the next parts, and the last has a finish reason.</summary>
internal sealed class GeminiEventReader(AnswerContext context) : EventReader
{
    private readonly Utf8Scratch _text = new();
    private string? _finish;
    private bool _isBlocked;
    private GeminiCounts _usage;
    private bool _hasUsage;
    private int _calls;

    public override void Complete(IModelEventSink sink)
    {
        SettleUsage();
        Parts.FailInterrupted(sink);
    }

    public override void Dispose()
    {
        base.Dispose();
        _text.Dispose();
    }

    protected override void ReadMessage(ReadOnlySpan<byte> data, IModelEventSink sink)
    {
        if (!Parts.IsStarted)
        {
            ReadHead(data, "responseId"u8, "modelVersion"u8, sink);
        }

        var reader = new Utf8JsonReader(data);
        EnterObject(ref reader);
        while (NextMember(ref reader))
        {
            ReadMember(ref reader, data, sink);
        }

        if (_finish is { } word)
        {
            Finish(word, sink);
        }
    }

    private void Finish(string word, IModelEventSink sink)
    {
        SettleUsage();
        if (GeminiFinish.IsFailure(word))
        {
            Parts.Fail(new ModelError(ErrorClass.Upstream, GeminiFinish.FailureMessage(word)) { Code = word }, sink);
        }
        else
        {
            Parts.Finish(_isBlocked ? GeminiFinish.Blocked(word) : GeminiFinish.Read(word), sink);
        }
    }

    private void ReadMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> data, IModelEventSink sink)
    {
        if (reader.ValueTextEquals("candidates"u8))
        {
            ReadCandidates(ref reader, data, sink);
        }
        else if (reader.ValueTextEquals("usageMetadata"u8))
        {
            _hasUsage |= _usage.Read(ref reader);
        }
        else if (reader.ValueTextEquals("promptFeedback"u8))
        {
            reader.Read();
            if (new JsonField(JsonElement.ParseValue(ref reader), "promptFeedback")["blockReason"].OptionalText() is { } reason)
            {
                (_finish, _isBlocked) = (reason, true);
            }
        }
        else if (reader.ValueTextEquals("error"u8))
        {
            reader.Read();
            Parts.Fail(GeminiErrorReader.ReadError(500, new JsonField(JsonElement.ParseValue(ref reader), "error")), sink);
        }
        else
        {
            SkipValue(ref reader);
        }
    }

    private void ReadCandidates(ref Utf8JsonReader reader, ReadOnlySpan<byte> data, IModelEventSink sink)
    {
        reader.Read();
        Require(reader.TokenType == JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            while (NextMember(ref reader))
            {
                if (reader.ValueTextEquals("content"u8))
                {
                    ReadContent(ref reader, data, sink);
                }
                else if (reader.ValueTextEquals("finishReason"u8))
                {
                    _finish = ReadText(ref reader) ?? _finish;
                }
                else
                {
                    SkipValue(ref reader);
                }
            }
        }
    }

    private void ReadContent(ref Utf8JsonReader reader, ReadOnlySpan<byte> data, IModelEventSink sink)
    {
        reader.Read();
        Require(reader.TokenType == JsonTokenType.StartObject);
        while (NextMember(ref reader))
        {
            if (!reader.ValueTextEquals("parts"u8))
            {
                SkipValue(ref reader);
                continue;
            }

            reader.Read();
            Require(reader.TokenType == JsonTokenType.StartArray);
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadPart(ref reader, data, sink);
            }
        }
    }

    private void ReadPart(ref Utf8JsonReader reader, ReadOnlySpan<byte> data, IModelEventSink sink)
    {
        Utf8JsonReader text = default, call = default;
        string? signature = null;
        var isThought = false;
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("text"u8))
            {
                reader.Read();
                text = reader;
            }
            else if (reader.ValueTextEquals("thought"u8))
            {
                reader.Read();
                isThought = reader.TokenType == JsonTokenType.True;
            }
            else if (reader.ValueTextEquals("thoughtSignature"u8))
            {
                signature = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("functionCall"u8))
            {
                reader.Read();
                call = reader;
                reader.Skip();
            }
            else
            {
                throw new AnswerFormatException("The upstream answered with something that is neither text nor a tool call.");
            }
        }

        Tell(ref text, ref call, isThought, signature, data, sink);
    }

    private void Tell(ref Utf8JsonReader text, ref Utf8JsonReader call, bool isThought, string? signature, ReadOnlySpan<byte> data, IModelEventSink sink)
    {
        if (isThought)
        {
            Parts.Append(PartKind.Reasoning, _text.Read(ref text), sink, ReasoningOrigin.Gemini);
            Sign(signature, sink);
            return;
        }

        Sign(signature, sink);
        if (call.TokenType != JsonTokenType.None)
        {
            ReadCall(ref call, data, sink);
        }
        else if (text.TokenType != JsonTokenType.None)
        {
            Parts.Append(PartKind.Text, _text.Read(ref text), sink);
        }
    }

    // The signature of the thoughts before, or of thoughts not shown.
    private void Sign(string? signature, IModelEventSink sink)
    {
        if (signature is null)
        {
            return;
        }

        if (Parts.Open != PartKind.Reasoning)
        {
            Parts.StartPart(PartKind.RedactedReasoning, sink, origin: ReasoningOrigin.Gemini);
        }

        Parts.Sign(Encoding.UTF8.GetBytes(signature), ReasoningOrigin.Gemini, sink);
        Parts.EndPart(sink);
    }

    private void ReadCall(ref Utf8JsonReader call, ReadOnlySpan<byte> data, IModelEventSink sink)
    {
        Require(call.TokenType == JsonTokenType.StartObject);
        string? id = null;
        string? name = null;
        ReadOnlySpan<byte> arguments = "{}"u8;
        while (NextMember(ref call))
        {
            if (call.ValueTextEquals("id"u8))
            {
                id = ReadText(ref call);
            }
            else if (call.ValueTextEquals("name"u8))
            {
                name = ReadText(ref call);
            }
            else if (call.ValueTextEquals("args"u8))
            {
                arguments = ReadObject(ref call, data);
            }
            else
            {
                SkipValue(ref call);
            }
        }

        Require(name is not null);
        Parts.StartPart(PartKind.ToolCall, sink, string.IsNullOrEmpty(id) ? $"call_{context.CallId}_{_calls}" : id, name);
        Parts.Append(PartKind.ToolCall, arguments, sink);
        Parts.EndPart(sink);
        _calls++;
    }

    // Every event counts anew; only the last counts make an object.
    private void SettleUsage() => Parts.Usage = _hasUsage ? _usage.ToUsage() : null;
}
