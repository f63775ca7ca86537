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
        if (TryRead(bytes, isWhole: true, out value))
        {
            return text.Trim();
        }

        var starts = 0;
        for (var i = 0; i < bytes.Length && starts < MaxStarts; i++)
        {
            if (bytes[i] is (byte)'{' or (byte)'[')
            {
                starts++;
                if (TryRead(bytes.AsSpan(i), isWhole: false, out value))
                {
                    return value.GetRawText();
                }
            }
        }

        return null;
    }

    private static bool TryRead(ReadOnlySpan<byte> bytes, bool isWhole, out JsonElement value)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes);
            value = JsonElement.ParseValue(ref reader);
            return !isWhole || bytes[(int)reader.BytesConsumed..].Trim(" \t\r\n"u8).IsEmpty;
        }
        catch (JsonException)
        {
            value = default;
            return false;
        }
    }
}
