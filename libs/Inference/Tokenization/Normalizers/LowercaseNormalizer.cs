using System.Text;

namespace Switchyard.Inference.Tokenization.Normalizers;

/// <summary>Lower case, code point by code point: a sigma at a word's end is σ, as in the Rust library, while JavaScript makes it ς.</summary>
internal sealed class LowercaseNormalizer : INormalizer
{
    // The one character whose lower case is two: an i and a dot above.
    private const int DottedCapitalI = 0x130;

    public static LowercaseNormalizer Instance { get; } = new();

    public int MaxShrink => 1;

    public string Normalize(string text)
    {
        var output = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length);
            if (rune.Value == DottedCapitalI)
            {
                output.Append("i\u0307");
            }
            else if (rune == Rune.ReplacementChar)
            {
                output.Append(text, i, length);
            }
            else
            {
                output.Append(Rune.ToLowerInvariant(rune).ToString());
            }

            i += length;
        }

        return output.ToString();
    }
}
