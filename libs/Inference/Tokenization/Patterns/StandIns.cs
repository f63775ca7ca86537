using System.Globalization;

namespace Switchyard.Inference.Tokenization.Patterns;

/// <summary>For each Unicode category a character of the basic plane, so far from what patterns spell out that only categories match it.</summary>
internal static class StandIns
{
    private const char First = '\u1A00';

    private static readonly char[] s_chars = Create();

    /// <summary>Gets the character that stands for <paramref name="codePoint"/>.</summary>
    public static char Get(int codePoint) => s_chars[(int)CharUnicodeInfo.GetUnicodeCategory(codePoint)];

    private static char[] Create()
    {
        var chars = new char[(int)UnicodeCategory.OtherNotAssigned + 1];
        for (var c = '\uFFFD'; c >= First; c--)
        {
            chars[(int)CharUnicodeInfo.GetUnicodeCategory(c)] = c;
        }

        return chars;
    }
}
