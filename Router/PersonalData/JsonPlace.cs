using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Switchyard.Router.PersonalData;

/// <summary>Follows a reader through a body and knows where it is. What callers name themselves may be a secret too: a place ends before it.</summary>
internal sealed class JsonPlace
{
    /// <summary>How deep bodies may be; deeper ones were refused.</summary>
    public const int MaxDepth = 64;

    private static readonly FrozenSet<string> s_known = FrozenSet.Create(
        StringComparer.Ordinal,
        "messages", "message", "content", "text", "input", "prompt", "suffix", "system", "instructions", "output", "role", "name", "description", "id", "call_id", "tool_call_id", "tool_use_id", "title", "user", "metadata", "stop",
        "tool_calls", "function_call", "function", "arguments", "tools", "parameters", "input_schema", "response_format", "json_schema", "format", "schema", "thinking", "reasoning", "reasoning_content", "summary", "refusal",
        "image_url", "url", "file", "file_data", "file_url", "filename", "file_id", "source", "data", "input_audio", "context", "citations", "safety_identifier", "prompt_cache_key", "previous_response_id");

    // For each open object or array the member or item that is being read.
    private readonly (int Start, int Length)[] _names = new (int, int)[MaxDepth + 1];
    private readonly int[] _items = new int[MaxDepth + 1];
    private int _depth;

    /// <summary>Gets the bytes of the name that the reader's value has; empty in an array.</summary>
    public ReadOnlySpan<byte> NameIn(ReadOnlySpan<byte> body) => _depth == 0 || _items[_depth] >= 0 ? [] : body.Slice(_names[_depth].Start, _names[_depth].Length);

    /// <summary>Takes the next token.</summary>
    public void Read(ref readonly Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _names[_depth] = ((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                CountItem();
                _depth++;
                (_names[_depth], _items[_depth]) = ((0, 0), reader.TokenType == JsonTokenType.StartArray ? 0 : -1);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _depth--;
                break;
            default:
                CountItem();
                break;
        }
    }

    /// <summary>Writes the place of the value that was read last.</summary>
    public string ToString(ReadOnlySpan<byte> body)
    {
        var place = new StringBuilder();
        for (var i = 1; i <= _depth; i++)
        {
            if (_items[i] >= 0)
            {
                place.Append(CultureInfo.InvariantCulture, $"[{_items[i] - 1}]");
                continue;
            }

            var name = Encoding.UTF8.GetString(body.Slice(_names[i].Start, _names[i].Length));
            if (!s_known.Contains(name))
            {
                break;
            }

            place.Append(place.Length == 0 ? string.Empty : ".").Append(name);
        }

        return place.Length == 0 ? "the body" : place.ToString();
    }

    // Objects have no items; in arrays the number of the value that is being read is one less.
    private void CountItem()
    {
        if (_depth > 0 && _items[_depth] >= 0)
        {
            _items[_depth]++;
        }
    }
}
