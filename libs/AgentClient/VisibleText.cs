using System.Globalization;
using System.Text;

namespace Switchyard.AgentClient;

/// <summary>Shows what an agent or a tool wrote as it is: characters that are not seen, that turn the direction of reading or that command a terminal are written out, so that nothing looks like something else.</summary>
public static class VisibleText
{
    /// <summary>Gets the text with such characters as <c>\u202E</c>; line breaks and tabs stay.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHidden(rune))
            {
                visible.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            }
            else
            {
                visible.Append(rune.ToString());
            }
        }

        return visible.ToString();
    }

    private static bool IsHidden(Rune rune) => rune.Value switch
    {
        '\n' or '\t' => false,

        // Joiners: scripts and emoji need them.
        0x200C or 0x200D => false,

        // Letters that have no shape.
        0x115F or 0x1160 or 0x3164 or 0xFFA0 => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator,
    };
}
