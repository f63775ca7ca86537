using Switchyard.Dialects.Json;

namespace Switchyard.Dialects.Framing;

/// <summary>Cuts a stream of bytes, which may be split anywhere, into lines and those into messages. Lines end with LF, CR or CRLF; a byte order mark at the start is skipped.</summary>
internal abstract class FrameParser(int maxMessageBytes) : IDisposable
{
    private readonly PooledBytes _line = new(maxMessageBytes);
    private bool _sawReturn;
    private int _markBytes;
    private bool _isPastMark;

    private static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    /// <summary>Reads on.</summary>
    /// <exception cref="AnswerFormatException">A message is larger than allowed.</exception>
    public void Feed(ReadOnlySpan<byte> bytes, IFrameSink sink)
    {
        bytes = SkipMark(bytes);
        while (!bytes.IsEmpty)
        {
            if (_sawReturn && bytes[0] == (byte)'\n')
            {
                bytes = bytes[1..];
            }

            _sawReturn = false;
            bytes = ReadLine(bytes, sink);
        }
    }

    /// <summary>Ends the stream; a last line or message without its end counts.</summary>
    public virtual void Complete(IFrameSink sink)
    {
        if (_line.Length > 0)
        {
            OnLine(_line.Span, sink);
            _line.Clear();
        }
    }

    public virtual void Dispose() => _line.Dispose();

    protected abstract void OnLine(ReadOnlySpan<byte> line, IFrameSink sink);

    protected AnswerFormatException TooLarge() => new($"The upstream sent a message of more than {maxMessageBytes} bytes.");

    private ReadOnlySpan<byte> ReadLine(ReadOnlySpan<byte> bytes, IFrameSink sink)
    {
        var end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
        if (end < 0)
        {
            Hold(bytes);
            return default;
        }

        _sawReturn = bytes[end] == (byte)'\r';
        if (_line.Length == 0)
        {
            OnLine(bytes[..end], sink);
        }
        else
        {
            Hold(bytes[..end]);
            OnLine(_line.Span, sink);
            _line.Clear();
        }

        return bytes[(end + 1)..];
    }

    private void Hold(ReadOnlySpan<byte> bytes)
    {
        if (!_line.TryAppend(bytes))
        {
            throw TooLarge();
        }
    }

    private ReadOnlySpan<byte> SkipMark(ReadOnlySpan<byte> bytes)
    {
        while (!_isPastMark && !bytes.IsEmpty)
        {
            if (bytes[0] != ByteOrderMark[_markBytes])
            {
                // What looked like the mark was not; it belongs to the first line.
                _isPastMark = true;
                Hold(ByteOrderMark[.._markBytes]);
                break;
            }

            bytes = bytes[1..];
            _markBytes++;
            _isPastMark = _markBytes == ByteOrderMark.Length;
        }

        return bytes;
    }
}
