using System.Buffers;
using System.Text;

namespace Switchyard.Sandbox.Protocol;

/// <summary>Keeps the beginning of an output and counts the rest.</summary>
internal sealed class OutputSink(int mostKept, long mostTotal)
{
    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _kept = new();
    private long _total;

    public bool IsTruncated
    {
        get
        {
            lock (_gate)
            {
                return _total > _kept.WrittenCount;
            }
        }
    }

    /// <summary>Returns false where the output is longer than it may be.</summary>
    public bool Add(ReadOnlySpan<byte> data)
    {
        lock (_gate)
        {
            _total += data.Length;
            _kept.Write(data[..Math.Min(data.Length, mostKept - _kept.WrittenCount)]);
            return _total <= mostTotal;
        }
    }

    public override string ToString()
    {
        lock (_gate)
        {
            var text = _kept.WrittenSpan;
            return Encoding.UTF8.GetString(_total > _kept.WrittenCount ? WithoutHalfRune(text) : text);
        }
    }

    // The cut may have gone through a character, which is at most three bytes of it.
    private static ReadOnlySpan<byte> WithoutHalfRune(ReadOnlySpan<byte> text)
    {
        for (var length = 1; length <= 3 && length <= text.Length; length++)
        {
            if ((text[^length] & 0xC0) == 0xC0)
            {
                return Rune.DecodeFromUtf8(text[^length..], out _, out _) == OperationStatus.NeedMoreData ? text[..^length] : text;
            }
        }

        return text;
    }
}
