using System.Collections.Frozen;

namespace Switchyard.Agents.Tools.Text;

/// <summary>Small Latin letters without their marks. A table, because the runtime decomposes nothing where globalization is invariant.</summary>
internal static class LatinLetters
{
    private static readonly FrozenDictionary<char, string> s_plain = Build(
        ("a", "àáâãåāăą"), ("ae", "äæ"), ("c", "çćĉċč"), ("d", "ðďđ"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("h", "ĥħ"), ("i", "ìíîïĩīĭįı"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"),
        ("n", "ñńņňŋ"), ("o", "òóôõōŏ"), ("oe", "öøőœ"), ("r", "ŕŗř"), ("s", "śŝşšș"), ("ss", "ß"), ("t", "ţťŧț"), ("th", "þ"), ("u", "ùúûũūŭůų"), ("ue", "üű"), ("w", "ŵ"), ("y", "ýÿŷ"), ("z", "źżž"));

    /// <summary>The letters a to z, and digits, that a small letter is written with; empty where there are none.</summary>
    public static string ToAscii(char character) =>
        char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) ? character.ToString() : s_plain.GetValueOrDefault(character, string.Empty);

    private static FrozenDictionary<char, string> Build(params ReadOnlySpan<(string Plain, string Marked)> groups)
    {
        var plain = new Dictionary<char, string>();
        foreach (var (letters, marked) in groups)
        {
            foreach (var character in marked)
            {
                plain.Add(character, letters);
            }
        }

        return plain.ToFrozenDictionary();
    }
}
