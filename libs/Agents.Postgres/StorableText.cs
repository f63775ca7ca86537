using System.Text;

namespace Switchyard.Agents.Postgres;

/// <summary>PostgreSQL keeps neither zero characters nor halves of surrogate pairs. They are refused before anything is sent: what others append in the same statement would fail with it.</summary>
internal static class StorableText
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">It cannot be kept.</exception>
    public static void Check(string? text)
    {
        if (text is null)
        {
            return;
        }

        // Throws for halves of surrogate pairs.
        _ = s_strict.GetByteCount(text);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException($"A name or key holds a zero character, which PostgreSQL cannot keep: '{text.Replace('\0', '␀')}'.", nameof(text));
        }
    }
}
