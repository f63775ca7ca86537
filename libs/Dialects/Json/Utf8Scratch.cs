using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace Switchyard.Dialects.Json;

/// <summary>Reads strings of a JSON document as UTF-8 without making objects of them: where they stand if nothing is escaped, else unescaped into one rented buffer.</summary>
internal sealed class Utf8Scratch : IDisposable
{
    private byte[]? _buffer;

    /// <summary>Gets the string <paramref name="reader"/> stands on; valid until the next call. <c>null</c> is read as empty.</summary>
    /// <exception cref="AnswerFormatException">It is neither, or not valid text.</exception>
    public ReadOnlySpan<byte> Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return default;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            throw new AnswerFormatException("The upstream sent something else where its dialect has a string.");
        }

        if (!reader.ValueIsEscaped)
        {
            return Utf8.IsValid(reader.ValueSpan) ? reader.ValueSpan : throw InvalidText(null);
        }

        return Unescape(ref reader);
    }

    public void Dispose()
    {
        if (_buffer is { } rented)
        {
            _buffer = null;
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private ReadOnlySpan<byte> Unescape(ref Utf8JsonReader reader)
    {
        var needed = reader.ValueSpan.Length;
        if (_buffer is null || _buffer.Length < needed)
        {
            Dispose();
            _buffer = ArrayPool<byte>.Shared.Rent(needed);
        }

        try
        {
            return _buffer.AsSpan(0, reader.CopyString(_buffer));
        }
        catch (InvalidOperationException exception)
        {
            throw InvalidText(exception);
        }
    }

    private static AnswerFormatException InvalidText(Exception? exception) => new("The upstream sent a string that is not valid Unicode text.", exception);
}
