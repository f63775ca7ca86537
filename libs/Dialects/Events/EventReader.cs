using System.Text.Json;
using Switchyard.Dialects.Json;

namespace Switchyard.Dialects.Events;

/// <summary>The edge of every event reader: one JSON document a message, malformed ones in the upstream's terms.</summary>
public abstract class EventReader : IEventReader
{
    /// <inheritdoc/>
    public bool IsFinished => Parts.IsFinished;

    /// <summary>Gets what keeps the order of the events.</summary>
    protected PartSequence Parts { get; } = new();

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data, IModelEventSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        if (IsFinished)
        {
            return;
        }

        if (!JsonText.IsText(data))
        {
            throw new AnswerFormatException("The upstream sent an event that is not valid Unicode text.");
        }

        // Before anything of it is told: half an event that was told would come twice if the server sends it again.
        if (!IsMark(data) && !JsonText.IsDocument(data))
        {
            throw new AnswerFormatException("The upstream sent an event that is no JSON object.") { IsMalformed = true };
        }

        try
        {
            ReadMessage(data, sink);
        }
        catch (Exception exception) when (exception is JsonException or JsonShapeException)
        {
            throw new AnswerFormatException("The upstream sent an event that does not follow its dialect.", exception);
        }
    }

    /// <inheritdoc/>
    public abstract void Complete(IModelEventSink sink);

    /// <summary>Returns what was rented.</summary>
    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <summary>Tells whether a message is a word of the dialect that is no JSON.</summary>
    protected virtual bool IsMark(ReadOnlySpan<byte> data) => false;

    /// <summary>Reads a message that is one JSON object, or a mark.</summary>
    protected abstract void ReadMessage(ReadOnlySpan<byte> data, IModelEventSink sink);

    /// <summary>Starts the answer with the id and the model that stand beside its content, before or after; the sink wants them first. A message with an error starts nothing.</summary>
    private protected void ReadHead(ReadOnlySpan<byte> data, ReadOnlySpan<byte> idName, ReadOnlySpan<byte> modelName, IModelEventSink sink)
    {
        string? id = null;
        string? model = null;
        var reader = new Utf8JsonReader(data);
        EnterObject(ref reader);
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals(idName))
            {
                id = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals(modelName))
            {
                model = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                return;
            }
            else
            {
                SkipValue(ref reader);
            }
        }

        Parts.Start(string.IsNullOrEmpty(id) ? null : id, string.IsNullOrEmpty(model) ? null : model, sink);
    }

    /// <summary>Moves to the first token and makes sure it begins an object.</summary>
    private protected static void EnterObject(ref Utf8JsonReader reader)
    {
        reader.Read();
        Require(reader.TokenType == JsonTokenType.StartObject);
    }

    /// <summary>Moves to the next member's name; false at the object's end.</summary>
    internal static bool NextMember(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>Moves past a member's value that nobody needs.</summary>
    internal static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    /// <summary>Moves to a member's value and reads a string or <c>null</c>.</summary>
    private protected static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        Require(reader.TokenType == JsonTokenType.String);
        return reader.GetString();
    }

    /// <summary>Moves to a member's value and reads a number, or 0 for <c>null</c>.</summary>
    internal static long ReadCount(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return 0;
        }

        Require(reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out _));
        return reader.GetInt64();
    }

    /// <summary>Moves to a member's value and takes the bytes of an object as they stand in <paramref name="data"/>; an absent one is empty.</summary>
    private protected static ReadOnlySpan<byte> ReadObject(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> data)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return "{}"u8;
        }

        Require(reader.TokenType == JsonTokenType.StartObject);
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return data[start..(int)reader.BytesConsumed];
    }

    internal static void Require(bool condition)
    {
        if (!condition)
        {
            throw new AnswerFormatException("The upstream sent an event that does not follow its dialect.");
        }
    }
}
