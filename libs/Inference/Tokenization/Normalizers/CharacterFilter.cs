using System.Text;

namespace Switchyard.Inference.Tokenization.Normalizers;

/// <summary>Rewrites text code point by code point.</summary>
internal static class CharacterFilter
{
    /// <summary>Keeps the code points that <paramref name="keep"/> accepts.</summary>
    public static string Keep(string text, Func<Rune, bool> keep) => Map(text, rune => keep(rune) ? rune : null);

    /// <summary>Puts for each code point what <paramref name="map"/> gives, and drops those for which it gives null.</summary>
    public static string Map(string text, Func<Rune, Rune?> map)
    {
        var output = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length);
            var mapped = map(rune);
            if (mapped == rune)
            {
                output.Append(text, i, length);
            }
            else if (mapped is { } other)
            {
                output.Append(other.ToString());
            }

            i += length;
        }

        return output.ToString();
    }
}
