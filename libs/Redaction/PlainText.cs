using System.Globalization;
using System.Text;

namespace Switchyard.Redaction;

/// <summary>Writes a text as patterns know it: digits of all scripts and wide forms as ASCII's, spaces and dashes of all kinds as one each. Everything stays where it was.</summary>
internal static class PlainText
{
    private const char FirstWide = '\uFF01';
    private const char LastWide = '\uFF5E';
    private const int WideOffset = FirstWide - '!';

    public static string Of(string text) => Ascii.IsValid(text) ? text : string.Create(text.Length, text, static (characters, text) =>
    {
        for (var i = 0; i < characters.Length; i++)
        {
            characters[i] = char.IsAscii(text[i]) ? text[i] : Of(text[i]);
        }
    });

    private static char Of(char character) => character switch
    {
        >= FirstWide and <= LastWide => (char)(character - WideOffset),

        // What is not seen between two characters separates them no more than a dash does.
        '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' => '-',
        _ => CharUnicodeInfo.GetUnicodeCategory(character) switch
        {
            UnicodeCategory.DecimalDigitNumber => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(character)),
            UnicodeCategory.SpaceSeparator => ' ',
            UnicodeCategory.DashPunctuation => '-',
            _ => character,
        },
    };
}
