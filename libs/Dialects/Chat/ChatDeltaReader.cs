using System.Text.Json;
using Switchyard.Dialects.Events;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Reasoning;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Chat;

/// <summary>Reads a chunk's <c>delta</c>. Its members come in any order; they are told in the order a model says them: reasoning, text, refusal, calls.</summary>
internal sealed class ChatDeltaReader(string callIdPrefix) : IDisposable
{
    private readonly Utf8Scratch _text = new();
    private readonly ChatToolCallDeltas _calls = new(callIdPrefix);
    private bool _sawReasoningText;

    /// <summary>Reads the object <paramref name="reader"/> stands on.</summary>
    public void Read(ref Utf8JsonReader reader, PartSequence parts, IModelEventSink sink)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        // Copies of the reader remember where each value stands.
        Utf8JsonReader content = default, reasoning = default, details = default, refusal = default, calls = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("content"u8))
            {
                reader.Read();
                content = reader;
            }
            else if (reader.ValueTextEquals("reasoning_content"u8) || reader.ValueTextEquals("reasoning"u8))
            {
                reader.Read();
                reasoning = reader.TokenType == JsonTokenType.Null ? reasoning : reader;
            }
            else if (reader.ValueTextEquals("reasoning_details"u8))
            {
                reader.Read();
                details = reader;
            }
            else if (reader.ValueTextEquals("refusal"u8))
            {
                reader.Read();
                refusal = reader;
            }
            else if (reader.ValueTextEquals("tool_calls"u8))
            {
                reader.Read();
                calls = reader;
            }
            else
            {
                reader.Read();
            }

            reader.Skip();
        }

        ReadReasoning(ref reasoning, parts, sink);
        ReadDetails(ref details, parts, sink);
        ReadContent(ref content, parts, sink);
        if (refusal.TokenType != JsonTokenType.None)
        {
            parts.Append(PartKind.Refusal, _text.Read(ref refusal), sink);
        }

        _calls.Read(ref calls, parts, sink);
    }

    public void Dispose()
    {
        _text.Dispose();
        _calls.Dispose();
    }

    private void ReadReasoning(ref Utf8JsonReader reasoning, PartSequence parts, IModelEventSink sink)
    {
        if (reasoning.TokenType != JsonTokenType.None)
        {
            var text = _text.Read(ref reasoning);
            _sawReasoningText |= !text.IsEmpty;
            parts.Append(PartKind.Reasoning, text, sink);
        }
    }

    // Rare: once for each piece of signed reasoning.
    private void ReadDetails(ref Utf8JsonReader details, PartSequence parts, IModelEventSink sink)
    {
        if (details.TokenType != JsonTokenType.StartArray)
        {
            return;
        }

        foreach (var detail in new JsonField(JsonElement.ParseValue(ref details), "reasoning_details").Items())
        {
            ReadDetail(detail, parts, sink);
        }
    }

    private void ReadDetail(JsonField detail, PartSequence parts, IModelEventSink sink)
    {
        var origin = ReasoningFormats.OriginOf(detail["format"].OptionalText());
        if (detail["data"].OptionalText() is { } data)
        {
            parts.StartPart(PartKind.RedactedReasoning, sink, origin: origin);
            parts.Sign(System.Text.Encoding.UTF8.GetBytes(data), origin, sink);
            parts.EndPart(sink);
            return;
        }

        // Servers that send the text as a member of its own repeat it here.
        if (!_sawReasoningText)
        {
            parts.Append(PartKind.Reasoning, System.Text.Encoding.UTF8.GetBytes(detail["text"].OptionalText() ?? detail["summary"].OptionalText() ?? string.Empty), sink, origin);
        }

        if (detail["signature"].OptionalText() is { Length: > 0 } signature)
        {
            Sign(signature, origin, parts, sink);
        }
    }

    private static void Sign(string signature, ReasoningOrigin origin, PartSequence parts, IModelEventSink sink)
    {
        if (parts.Open != PartKind.Reasoning)
        {
            parts.StartPart(PartKind.Reasoning, sink, origin: origin);
        }

        parts.Sign(System.Text.Encoding.UTF8.GetBytes(signature), origin, sink);
        parts.EndPart(sink);
    }

    private void ReadContent(ref Utf8JsonReader content, PartSequence parts, IModelEventSink sink)
    {
        if (content.TokenType == JsonTokenType.StartArray)
        {
            ReadPieces(new JsonField(JsonElement.ParseValue(ref content), "content"), parts, sink);
        }
        else if (content.TokenType != JsonTokenType.None)
        {
            parts.Append(PartKind.Text, _text.Read(ref content), sink);
        }
    }

    // Mistral's reasoning models stream lists of pieces while they think.
    private static void ReadPieces(JsonField pieces, PartSequence parts, IModelEventSink sink)
    {
        foreach (var piece in pieces.Items())
        {
            var isThinking = piece["type"].Text() == "thinking";
            var text = isThinking ? string.Concat(piece["thinking"].Items().Select(inner => inner["text"].OptionalText())) : piece["text"].OptionalText() ?? string.Empty;
            parts.Append(isThinking ? PartKind.Reasoning : PartKind.Text, System.Text.Encoding.UTF8.GetBytes(text), sink);
        }
    }
}
