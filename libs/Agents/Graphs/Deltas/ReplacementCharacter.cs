using System.Buffers;

namespace Switchyard.Agents.Graphs.Deltas;

/// <summary>
/// Half of a surrogate pair is no text and becomes U+FFFD in JSON. The encoder writes it as an escape there, and as itself where a text had it already: a text
/// that was read back would be written, and hashed, unlike before, and its run be refused. So it is written as itself always.
/// </summary>
internal static class ReplacementCharacter
{
    private static ReadOnlySpan<byte> Escaped => "\\uFFFD"u8;

    private static ReadOnlySpan<byte> Plain => "\uFFFD"u8;

    /// <summary>A copy of JSON without the escape.</summary>
    public static byte[] WritePlainly(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf(Escaped) < 0)
        {
            return json.ToArray();
        }

        var plain = new ArrayBufferWriter<byte>(json.Length);
        for (int start; (start = json.IndexOf((byte)'\\')) >= 0;)
        {
            plain.Write(json[..start]);
            var isIt = json[start..].StartsWith(Escaped);

            // Another escape is at least two signs long, the second of which may be a backslash.
            plain.Write(isIt ? Plain : json.Slice(start, 2));
            json = json[(start + (isIt ? Escaped.Length : 2))..];
        }

        plain.Write(json);
        return plain.WrittenSpan.ToArray();
    }
}
