using System.Text;

namespace Switchyard.Inference.Tokenization.Models;

/// <summary>The tokens <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c>, which spell what a vocabulary lacks.</summary>
internal sealed class ByteTokens
{
    private readonly int[] _ids = new int[256];

    public ByteTokens(Vocabulary vocabulary)
    {
        for (var value = 0; value < _ids.Length; value++)
        {
            _ids[value] = vocabulary.Find($"<0x{value:X2}>");
        }

        IsComplete = _ids.All(static id => id >= 0);
    }

    /// <summary>Gets whether every text can be spelled.</summary>
    public bool IsComplete { get; }

    /// <summary>Gets the byte that <paramref name="token"/> stands for, or null when it is another kind of token.</summary>
    public static byte? Parse(string token) =>
        token.Length == 6 && token.StartsWith("<0x", StringComparison.Ordinal) && token[5] == '>' && byte.TryParse(token.AsSpan(3, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value)
            ? value
            : null;

    /// <summary>Appends the tokens that spell <paramref name="text"/>, or nothing when one is missing.</summary>
    public bool TryAppend(ReadOnlySpan<char> text, List<int> output)
    {
        var start = output.Count;
        Span<byte> bytes = stackalloc byte[4];
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf16(text, out var rune, out var consumed);
            foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
            {
                if (_ids[value] < 0)
                {
                    output.RemoveRange(start, output.Count - start);
                    return false;
                }

                output.Add(_ids[value]);
            }

            text = text[consumed..];
        }

        return true;
    }
}
