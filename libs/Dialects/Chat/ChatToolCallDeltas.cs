using System.Text;
using System.Text.Json;
using Switchyard.Dialects.Events;
using Switchyard.Dialects.Json;

namespace Switchyard.Dialects.Chat;

/// <summary>
/// Tells which call a piece of <c>tool_calls</c> belongs to. OpenAI numbers the calls and names each once; others repeat the id in every piece, leave the number out,
/// or give every call the number 0. A call is over when the next begins: pieces of two calls in turn are a failure rather than a guess.
/// </summary>
internal sealed class ChatToolCallDeltas(string idPrefix) : IDisposable
{
    private readonly Utf8Scratch _arguments = new();
    private string _id = string.Empty;
    private long _index = -1;
    private int _count;

    public void Read(ref Utf8JsonReader reader, PartSequence parts, IModelEventSink sink)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            ReadPiece(ref reader, parts, sink);
        }
    }

    public void Dispose() => _arguments.Dispose();

    private void ReadPiece(ref Utf8JsonReader reader, PartSequence parts, IModelEventSink sink)
    {
        long? index = null;
        string? id = null;
        string? name = null;
        Utf8JsonReader arguments = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("index"u8))
            {
                reader.Read();
                index = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : null;
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                id = ReadText(ref reader, _id);
            }
            else if (reader.ValueTextEquals("function"u8))
            {
                reader.Read();
                ReadFunction(ref reader, ref name, ref arguments);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        Place(index, id, name, parts, sink);
        Append(ref arguments, parts, sink);
    }

    private static void ReadFunction(ref Utf8JsonReader reader, ref string? name, ref Utf8JsonReader arguments)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("name"u8))
            {
                reader.Read();
                name = ReadText(ref reader, string.Empty);
            }
            else if (reader.ValueTextEquals("arguments"u8))
            {
                reader.Read();
                arguments = reader;
                reader.Skip();
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    private void Place(long? index, string? id, string? name, PartSequence parts, IModelEventSink sink)
    {
        var isNew = parts.Open != PartKind.ToolCall && _count == 0
            || index > _index
            || id is not null && id != _id
            || index is null && id is null && name is not null;
        if (!isNew)
        {
            if (parts.Open != PartKind.ToolCall || index < _index)
            {
                throw new AnswerFormatException("The upstream mixed the pieces of several tool calls.");
            }

            return;
        }

        _index = index ?? _index + 1;
        _id = id ?? $"{idPrefix}{_count}";
        _count++;
        parts.StartPart(PartKind.ToolCall, sink, _id, name ?? throw new AnswerFormatException("The upstream began a tool call without a name."));
    }

    private void Append(ref Utf8JsonReader arguments, PartSequence parts, IModelEventSink sink)
    {
        if (arguments.TokenType == JsonTokenType.StartObject)
        {
            parts.Append(PartKind.ToolCall, Encoding.UTF8.GetBytes(JsonElement.ParseValue(ref arguments).GetRawText()), sink);
        }
        else if (arguments.TokenType != JsonTokenType.None)
        {
            parts.Append(PartKind.ToolCall, _arguments.Read(ref arguments), sink);
        }
    }

    // An empty string says no more than an absent one; a repeated one is not made anew.
    private static string? ReadText(ref Utf8JsonReader reader, string current)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        if (current.Length > 0 && reader.ValueTextEquals(current))
        {
            return current;
        }

        try
        {
            return reader.GetString() is { Length: > 0 } text ? text : null;
        }
        catch (InvalidOperationException exception)
        {
            throw new AnswerFormatException("The upstream sent a string that is not valid Unicode text.", exception);
        }
    }
}
