using System.Text;

namespace Switchyard.Inference.Tokenization;

/// <summary>Decodes tokens one at a time and gives only whole characters: bytes of an unfinished one wait for the next token.</summary>
internal sealed class IncrementalDecoder(Tokenizer tokenizer)
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private char[] _chars = new char[64];

    /// <summary>Decodes <paramref name="token"/>; control tokens have no text.</summary>
    public string Add(int token) => Decode(tokenizer.GetBytes(token, skipSpecial: true), flush: false);

    /// <summary>Ends the text; bytes of an unfinished character become U+FFFD.</summary>
    public string Finish() => Decode(default, flush: true);

    private string Decode(ReadOnlySpan<byte> bytes, bool flush)
    {
        var count = _decoder.GetCharCount(bytes, flush);
        if (count > _chars.Length)
        {
            _chars = new char[count];
        }

        count = _decoder.GetChars(bytes, _chars, flush);
        return count == 0 ? string.Empty : new string(_chars, 0, count);
    }
}
