using System.Text;
using System.Text.Json;

namespace Switchyard.Router.Structures;

/// <summary>Finds the JSON in what a model said: alone, in a code fence, or with words around it.</summary>
internal static class JsonExtract
{
    // Words with many brackets must not be read from each of them to their end.
    private const int MaxStarts = 64;

    /// <summary>Gets the first whole JSON value: the text itself, or else the first object or array in it.</summary>
    public static string? Find(string text, out JsonElement value)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (TryReadAll(bytes, out value))
        {
            return text.Trim();
        }

        var starts = 0;
        for (var i = 0; i < bytes.Length && starts < MaxStarts; i++)
        {
            if (bytes[i] is (byte)'{' or (byte)'[')
            {
                starts++;
                switch (TryReadFirst(bytes.AsSpan(i), out value))
                {
                    case true:
                        return value.GetRawText();
                    case null:
                        // It was cut off: what is whole inside of it is not what was meant.
                        return null;
                }
            }
        }

        return null;
    }

    private static bool TryReadAll(ReadOnlySpan<byte> bytes, out JsonElement value)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes);
            value = JsonElement.ParseValue(ref reader);
            return bytes[(int)reader.BytesConsumed..].Trim(" \t\r\n"u8).IsEmpty;
        }
        catch (JsonException)
        {
            value = default;
            return false;
        }
    }

    // Null where the text ends before the value does.
    private static bool? TryReadFirst(ReadOnlySpan<byte> bytes, out JsonElement value)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, isFinalBlock: false, state: default);
            var isWhole = JsonElement.TryParseValue(ref reader, out var read);
            value = read.GetValueOrDefault();
            return isWhole ? true : null;
        }
        catch (JsonException)
        {
            value = default;
            return false;
        }
    }
}
