using System.Globalization;
using System.Text;

namespace Switchyard.Router.Benchmarks.Load;

/// <summary>Finds the end of one HTTP/1.1 answer in the pieces it comes in, and counts the server-sent events in it.</summary>
internal sealed class AnswerScanner
{
    private enum Part
    {
        Head,
        Body,
        ChunkSize,
        ChunkEnd,
        Trailer,
        Whole,
    }

    private readonly List<byte> _line = [];
    private Part _part;
    private long _left;
    private bool _isChunked;
    private bool _isLineEmpty;

    /// <summary>Gets the status.</summary>
    public int Status { get; private set; }

    /// <summary>Gets how many events ended so far.</summary>
    public int Events { get; private set; }

    /// <summary>Gets how many bytes of body there were so far.</summary>
    public long Bytes { get; private set; }

    public bool IsWhole => _part == Part.Whole;

    public void Reset()
    {
        _line.Clear();
        (_part, _left, _isChunked, _isLineEmpty, Status, Events, Bytes) = (Part.Head, -1, false, true, 0, 0, 0);
    }

    public void Read(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && _part != Part.Whole)
        {
            bytes = _part == Part.Body ? ReadBody(bytes) : ReadLine(bytes);
        }
    }

    private ReadOnlySpan<byte> ReadBody(ReadOnlySpan<byte> bytes)
    {
        var count = (int)Math.Min(_left, bytes.Length);
        CountEvents(bytes[..count]);
        Bytes += count;
        _left -= count;
        if (_left == 0)
        {
            _part = _isChunked ? Part.ChunkEnd : Part.Whole;
        }

        return bytes[count..];
    }

    private void CountEvents(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf((byte)'\n') is >= 0 and var end)
        {
            Events += end == 0 && _isLineEmpty ? 1 : 0;
            _isLineEmpty = true;
            bytes = bytes[(end + 1)..];
        }

        _isLineEmpty &= bytes.IsEmpty;
    }

    private ReadOnlySpan<byte> ReadLine(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)'\n');
        _line.AddRange(bytes[..(end < 0 ? bytes.Length : end)]);
        if (end < 0)
        {
            return default;
        }

        Take(Encoding.ASCII.GetString([.. _line]).TrimEnd('\r'));
        _line.Clear();
        return bytes[(end + 1)..];
    }

    private void Take(string line)
    {
        switch (_part)
        {
            case Part.Head when Status == 0:
                Status = int.Parse(line.AsSpan(9, 3), CultureInfo.InvariantCulture);
                break;
            case Part.Head when line.Length == 0:
                _part = _isChunked ? Part.ChunkSize : _left > 0 ? Part.Body : Part.Whole;
                break;
            case Part.Head:
                TakeHeader(line);
                break;
            case Part.ChunkSize:
                _left = long.Parse(line.AsSpan(0, line.AsSpan().IndexOf(';') is >= 0 and var end ? end : line.Length), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                _part = _left == 0 ? Part.Trailer : Part.Body;
                break;
            case Part.ChunkEnd:
                _part = Part.ChunkSize;
                break;
            case Part.Trailer when line.Length == 0:
                _part = Part.Whole;
                break;
        }
    }

    private void TakeHeader(string line)
    {
        if (line.StartsWith("content-length:", StringComparison.OrdinalIgnoreCase))
        {
            _left = long.Parse(line.AsSpan(15), CultureInfo.InvariantCulture);
        }
        else if (line.StartsWith("transfer-encoding:", StringComparison.OrdinalIgnoreCase))
        {
            _isChunked = true;
        }
    }
}
