using System.Text;

namespace Switchyard.Agents.Journal;

/// <summary>The text of a journal. Halves of surrogate pairs are no text: they would not come back as they were given, and are refused.</summary>
internal static class JournalText
{
    public static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">One of them is no text.</exception>
    public static void Check(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            _ = Encoding.GetByteCount(text ?? "");
        }
    }
}
