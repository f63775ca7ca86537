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
        if (!text.Any(IsHidden))
        {
            return text;
        }

        var visible = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (IsHidden(letter))
            {
                visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}");
            }
            else
            {
                visible.Append(letter);
            }
        }

        return visible.ToString();
    }

    // Joiners stay: scripts and emoji need them.
    private static bool IsHidden(char letter) => letter is not ('\n' or '\t')
        && (char.IsControl(letter) || letter is '\u061C' or (>= '\u200E' and <= '\u200F') or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200B' or '\u2060' or '\uFEFF');
}
