using System.Text.Json;

namespace Switchyard.Router.Forwarding.Events;

/// <summary>Reads what an answer or a chunk of one says: content, finish reasons, usage, an error. Everything else is only checked for being JSON.</summary>
/// <remarks>Source: OpenAI's API reference, <c>chat.completion</c>, <c>chat.completion.chunk</c> and <c>text_completion</c>; tokens of sound and images have the names that responses have.</remarks>
internal ref struct AnswerReader
{
    private Utf8JsonReader _reader;

    private AnswerReader(ReadOnlySpan<byte> json) => _reader = new Utf8JsonReader(json);

    public EventFacts Facts { get; private set; }

    public AnswerUsage? Usage { get; private set; }

    /// <summary>Gets how long the pieces of the answer in it are, in bytes as they are written.</summary>
    public long ContentBytes { get; private set; }

    /// <summary>Reads <paramref name="json"/>; text that is no JSON object is <see cref="EventFacts.Malformed"/>.</summary>
    public static AnswerReader Read(ReadOnlySpan<byte> json)
    {
        var answer = new AnswerReader(json);
        try
        {
            answer.ReadRoot();
        }
        catch (JsonException)
        {
            answer.Facts = EventFacts.Malformed;
        }

        return answer;
    }

    private void ReadRoot()
    {
        if (!_reader.Read() || _reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An answer is an object.");
        }

        while (NextMember())
        {
            if (_reader.ValueTextEquals("choices"u8))
            {
                ReadChoices();
            }
            else if (_reader.ValueTextEquals("usage"u8))
            {
                ReadUsage();
            }
            else if (_reader.ValueTextEquals("error"u8))
            {
                _reader.Read();
                Facts |= _reader.TokenType == JsonTokenType.Null ? EventFacts.None : EventFacts.Error;
                _reader.Skip();
            }
            else
            {
                SkipMember();
            }
        }

        // What follows the object would be read by nobody as this says it.
        if (_reader.Read())
        {
            throw new JsonException("There is something after the object.");
        }
    }

    private void ReadChoice()
    {
        while (NextMember())
        {
            if (_reader.ValueTextEquals("delta"u8) || _reader.ValueTextEquals("message"u8))
            {
                ReadMessage();
            }
            else if (_reader.ValueTextEquals("finish_reason"u8))
            {
                _reader.Read();
                Facts |= _reader.TokenType == JsonTokenType.String ? EventFacts.Finish : EventFacts.None;
                _reader.Skip();
            }
            else if (_reader.ValueTextEquals("text"u8))
            {
                ReadContent();
            }
            else
            {
                SkipMember();
            }
        }
    }

    private void ReadMessage()
    {
        _reader.Read();
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            _reader.Skip();
            return;
        }

        while (NextMember())
        {
            if (_reader.ValueTextEquals("role"u8))
            {
                SkipMember();
            }
            else
            {
                ReadContent();
            }
        }
    }

    // Whatever a message holds beside its role is part of the answer: content, reasoning under one of its names, calls, a refusal.
    private void ReadContent()
    {
        _reader.Read();
        var start = _reader.TokenStartIndex;
        var hasContent = _reader.TokenType switch
        {
            JsonTokenType.String => _reader.HasValueSequence || _reader.ValueSpan.Length > 0,
            JsonTokenType.StartArray or JsonTokenType.StartObject => HoldsSomething(),
            _ => false,
        };
        if (hasContent)
        {
            Facts |= EventFacts.Content;
            // Without the quotes or brackets around it.
            ContentBytes += _reader.BytesConsumed - start - 2;
        }
    }

    private bool HoldsSomething()
    {
        var depth = _reader.CurrentDepth;
        _reader.Read();
        var isEmpty = _reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject;
        while (_reader.CurrentDepth > depth)
        {
            _reader.Read();
        }

        return !isEmpty;
    }

    private void ReadUsage()
    {
        _reader.Read();
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            _reader.Skip();
            return;
        }

        int? prompt = null, completion = null, input = null, output = null, cached = null;
        while (NextMember())
        {
            if (_reader.ValueTextEquals("prompt_tokens"u8))
            {
                prompt = ReadCount();
            }
            else if (_reader.ValueTextEquals("completion_tokens"u8))
            {
                completion = ReadCount();
            }
            else if (_reader.ValueTextEquals("input_tokens"u8))
            {
                input = ReadCount();
            }
            else if (_reader.ValueTextEquals("output_tokens"u8))
            {
                output = ReadCount();
            }
            else if (_reader.ValueTextEquals("prompt_tokens_details"u8))
            {
                cached = ReadCached();
            }
            else
            {
                SkipMember();
            }
        }

        // Some say both, and zero under the name they do not mean; others count seconds, which are no tokens.
        if ((prompt ?? completion ?? input ?? output) is not null)
        {
            Usage = new AnswerUsage(Math.Max(prompt ?? 0, input ?? 0), Math.Max(completion ?? 0, output ?? 0), cached);
        }
    }

    private int? ReadCached()
    {
        _reader.Read();
        int? cached = null;
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            _reader.Skip();
            return cached;
        }

        while (NextMember())
        {
            if (_reader.ValueTextEquals("cached_tokens"u8))
            {
                cached = ReadCount();
            }
            else
            {
                SkipMember();
            }
        }

        return cached;
    }

    private int ReadCount()
    {
        _reader.Read();
        var count = _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt32(out var number) && number > 0 ? number : 0;
        _reader.Skip();
        return count;
    }

    private void ReadChoices()
    {
        _reader.Read();
        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            _reader.Skip();
            return;
        }

        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            if (_reader.TokenType == JsonTokenType.StartObject)
            {
                ReadChoice();
            }
            else
            {
                _reader.Skip();
            }
        }
    }

    private bool NextMember() => _reader.Read() && _reader.TokenType == JsonTokenType.PropertyName;

    private void SkipMember()
    {
        _reader.Read();
        _reader.Skip();
    }
}
