namespace Switchyard.Router.Forwarding.Events;

/// <summary>The little that has to be known of server-sent events to tell where one ends and what it carries.</summary>
/// <remarks>Source: WHATWG HTML, "Server-sent events": lines end with CR, LF or both, and an empty line ends an event.</remarks>
internal static class EventSyntax
{
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Counts the bytes of the first whole event, its empty line included; 0 where it is not whole yet.</summary>
    public static int LengthOfFirstEvent(ReadOnlySpan<byte> bytes)
    {
        for (var start = 0; LineEnd(bytes, start) is { Next: > 0 } line; start = line.Next)
        {
            if (line.End == start)
            {
                return line.Next;
            }
        }

        return 0;
    }

    /// <summary>Finds the data of a whole event: the value of its only <c>data</c> field without a copy, several joined by line feeds.</summary>
    public static ReadOnlySpan<byte> DataOf(ReadOnlySpan<byte> text)
    {
        var data = default(ReadOnlySpan<byte>);
        byte[]? joined = null;
        var start = text.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        for (var isFirst = true; LineEnd(text, start) is { Next: > 0 } line; start = line.Next)
        {
            if (!TryReadData(text[start..line.End], out var value))
            {
                continue;
            }

            if (!isFirst)
            {
                joined = [.. data, LineFeed, .. value];
            }

            data = isFirst ? value : joined;
            isFirst = false;
        }

        return data;
    }

    private static bool TryReadData(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!line.StartsWith("data:"u8))
        {
            return false;
        }

        value = line[5..];
        value = value is [(byte)' ', ..] ? value[1..] : value;
        return true;
    }

    // The next line begins at Next; 0 where the line has no end yet. A return that is the last byte ends its line: a line feed after it is an empty
    // line of the next event, which changes nothing.
    private static (int End, int Next) LineEnd(ReadOnlySpan<byte> bytes, int start)
    {
        var length = bytes[start..].IndexOfAny(LineFeed, CarriageReturn);
        if (length < 0)
        {
            return default;
        }

        var end = start + length;
        var isPair = bytes[end] == CarriageReturn && end + 1 < bytes.Length && bytes[end + 1] == LineFeed;
        return (end, end + (isPair ? 2 : 1));
    }
}
