using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Switchyard.Agents.Tools;

/// <summary>The arguments of one call, already checked against the tool's parameters.</summary>
public sealed class ToolArguments
{
    private readonly Dictionary<string, object> _values;

    internal ToolArguments(Dictionary<string, object> values) => _values = values;

    /// <summary>Gets a text, or <paramref name="fallback"/> where an optional one is absent.</summary>
    public string GetText(string name, string fallback = "") => _values.TryGetValue(name, out var value) ? (string)value : fallback;

    /// <summary>Gets a list of texts; an empty one where an optional one is absent.</summary>
    public IReadOnlyList<string> GetTexts(string name) => _values.TryGetValue(name, out var value) ? (IReadOnlyList<string>)value : [];

    /// <summary>Gets a number, or <paramref name="fallback"/> where an optional one is absent.</summary>
    public double GetNumber(string name, double fallback = 0) => _values.TryGetValue(name, out var value) ? (double)value : fallback;

    /// <summary>Gets a whole number, or <paramref name="fallback"/> where an optional one is absent.</summary>
    public long GetInteger(string name, long fallback = 0) => _values.TryGetValue(name, out var value) ? (long)value : fallback;

    /// <summary>The same text for the same call, whatever the order and form in which the model wrote the arguments.</summary>
    /// <param name="prefix">What the call is besides.</param>
    internal string ToCanonical(params ReadOnlySpan<string> prefix)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartArray();
        foreach (var part in prefix)
        {
            writer.WriteStringValue(part);
        }

        foreach (var (name, value) in _values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WriteStringValue(name);
            Write(writer, value);
        }

        writer.WriteEndArray();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case long integer:
                writer.WriteNumberValue(integer);
                break;
            default:
                writer.WriteStartArray();
                foreach (var text in (string[])value)
                {
                    writer.WriteStringValue(text);
                }

                writer.WriteEndArray();
                break;
        }
    }
}
