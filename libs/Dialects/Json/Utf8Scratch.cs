using System.Buffers;
using System.Text.Json;

namespace Switchyard.Dialects.Json;

/// <summary>Reads strings of a JSON document as UTF-8 without making objects of them: where they stand if nothing is escaped, else unescaped into one rented buffer.</summary>
internal sealed class Utf8Scratch : IDisposable
{
    private byte[]? _buffer;

    /// <summary>Gets the string <paramref name="reader"/> stands on; valid until the next call. <c>null</c> is read as empty.</summary>
    /// <remarks>The document is known to be valid text; see <see cref="JsonText.IsText"/>.</remarks>
    /// <exception cref="AnswerFormatException">It is neither.</exception>
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

        return reader.ValueIsEscaped ? Unescape(ref reader) : reader.ValueSpan;
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

        return _buffer.AsSpan(0, reader.CopyString(_buffer));
    }
}
