using System.Text.Json;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Events;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.OpenAI;

namespace Switchyard.Dialects.Chat;

/// <summary>
/// Reads streamed chat completions. The end comes in three messages (a finish reason, the usage, <c>[DONE]</c>) of which servers leave some out;
/// an answer is complete once it has a finish reason.
/// </summary>
internal sealed class ChatEventReader(AnswerContext context) : EventReader
{
    private readonly ChatDeltaReader _delta = new($"call_{context.CallId}_");
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
        _delta.Dispose();
    }

    protected override bool IsMark(ReadOnlySpan<byte> data) => data.SequenceEqual("[DONE]"u8);

    protected override void ReadMessage(ReadOnlySpan<byte> data, IModelEventSink sink)
    {
        if (IsMark(data))
        {
            Complete(sink);
            return;
        }

        if (!Parts.IsStarted)
        {
            ReadHead(data, "id"u8, "model"u8, sink);
        }

        var reader = new Utf8JsonReader(data);
        EnterObject(ref reader);
        while (NextMember(ref reader) && !IsFinished)
        {
            ReadMember(ref reader, sink);
        }
    }

    private void ReadMember(ref Utf8JsonReader reader, IModelEventSink sink)
    {
        if (reader.ValueTextEquals("choices"u8))
        {
            ReadChoices(ref reader, sink);
        }
        else if (reader.ValueTextEquals("usage"u8))
        {
            ReadUsage(ref reader);
        }
        else if (reader.ValueTextEquals("error"u8))
        {
            ReadError(ref reader, sink);
        }
        else
        {
            SkipValue(ref reader);
        }
    }

    private void ReadChoices(ref Utf8JsonReader reader, IModelEventSink sink)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        Require(reader.TokenType == JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            while (NextMember(ref reader))
            {
                ReadChoiceMember(ref reader, sink);
            }
        }
    }

    private void ReadChoiceMember(ref Utf8JsonReader reader, IModelEventSink sink)
    {
        if (reader.ValueTextEquals("delta"u8))
        {
            reader.Read();
            _delta.Read(ref reader, Parts, sink);
        }
        else if (reader.ValueTextEquals("finish_reason"u8))
        {
            if (ReadText(ref reader) is { Length: > 0 } word)
            {
                _finish = FinishWords.Read(word);
            }
        }
        else
        {
            SkipValue(ref reader);
        }
    }

    private void ReadUsage(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.Null)
        {
            Parts.Usage = UsageJson.Read(new JsonField(JsonElement.ParseValue(ref reader), "usage"));
        }
    }

    private void ReadError(ref Utf8JsonReader reader, IModelEventSink sink)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.Null)
        {
            Parts.Fail(OpenAIErrorReader.ReadError(200, new JsonField(JsonElement.ParseValue(ref reader), "error")), sink);
        }
    }
}
