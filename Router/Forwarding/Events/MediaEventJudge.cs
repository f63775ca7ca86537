using System.Text.Json;
using Switchyard.Dialects;

namespace Switchyard.Router.Forwarding.Events;

/// <summary>Judges the events of transcripts, speech and images. Their types say what they are; small servers have none, or send chunks as chats have.</summary>
/// <remarks>Source: OpenAI's API reference, <c>transcript.text.…</c>, <c>speech.audio.…</c> and <c>image_generation.…</c>.</remarks>
internal sealed class MediaEventJudge(UpstreamDialect dialect) : EventJudge(dialect)
{
    private bool _hasLastEvent;

    // A whole picture is one event.
    public override int MaxEventBytes => 16 * 1024 * 1024;

    public override bool CountsTokens => false;

    public override bool EndsWithBody => !_hasLastEvent;

    public override EventFacts Judge(ReadOnlySpan<byte> data, StreamOutcome outcome)
    {
        if (data.SequenceEqual("[DONE]"u8))
        {
            return EventFacts.Done;
        }

        var answer = AnswerReader.Read(data);
        outcome.Usage = answer.Usage ?? outcome.Usage;
        if ((answer.Facts & (EventFacts.Malformed | EventFacts.Error)) != 0)
        {
            return answer.Facts;
        }

        var type = TypeOf(data);
        _hasLastEvent |= !type.IsEmpty || answer.Facts != EventFacts.None;
        return type.SequenceEqual("error"u8) ? EventFacts.Error
            : type.IsEmpty ? answer.Facts | EventFacts.Content
            : type.EndsWith(".done"u8) || type.EndsWith(".completed"u8) ? EventFacts.Content | EventFacts.Finish
            : EventFacts.Content;
    }

    private static ReadOnlySpan<byte> TypeOf(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isType && reader.TokenType == JsonTokenType.String)
            {
                return data.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
            }

            reader.Skip();
        }

        return default;
    }
}
