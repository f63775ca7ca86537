namespace Switchyard.Queue.Batches;

/// <summary>Reads a file line by line, from a place on where one begins; blank lines are passed over. It holds one line at a time, and of one that is too long nothing.</summary>
/// <param name="file">The file, as it is from that place on.</param>
/// <param name="start">The place.</param>
/// <param name="maxBytes">How long a line may be.</param>
internal sealed class InputLines(Stream file, long start, int maxBytes)
{
    private const byte NewLine = (byte)'\n';
    private const int BufferBytes = 64 * 1024;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private ReadOnlyMemory<byte> _rest;
    private byte[] _line = new byte[BufferBytes];
    private int _length;

    // Some programs begin files with it.
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Gets the line that was read.</summary>
    public ReadOnlyMemory<byte> Current { get; private set; }

    /// <summary>Gets whether it is too long; it is empty then.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Gets its number among the lines read, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Gets the place behind it.</summary>
    public long Position { get; private set; } = start;

    /// <summary>Reads the next line; returns whether there was one.</summary>
    public async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (await ReadAnyAsync(cancellationToken).ConfigureAwait(false))
        {
            if (IsTooLong || !Current.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> ReadAnyAsync(CancellationToken cancellationToken)
    {
        var before = Position;
        (_length, IsTooLong) = (0, false);
        for (var isWhole = false; !isWhole;)
        {
            if (_rest.IsEmpty)
            {
                _rest = _buffer.AsMemory(0, await file.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false));
                if (_rest.IsEmpty)
                {
                    break;
                }
            }

            var end = _rest.Span.IndexOf(NewLine);
            isWhole = end >= 0;
            var taken = isWhole ? end + 1 : _rest.Length;
            Add(_rest.Span[..(isWhole ? end : taken)]);
            _rest = _rest[taken..];
            Position += taken;
        }

        Number++;
        Current = IsTooLong ? default : Trim(before == 0);
        return Position > before;
    }

    private void Add(ReadOnlySpan<byte> part)
    {
        IsTooLong |= part.Length > maxBytes - _length;
        if (IsTooLong)
        {
            return;
        }

        if (_length + part.Length > _line.Length)
        {
            Array.Resize(ref _line, (int)Math.Min(Math.Max(2L * _line.Length, _length + part.Length), Math.Max(maxBytes, BufferBytes)));
        }

        part.CopyTo(_line.AsSpan(_length));
        _length += part.Length;
    }

    private ReadOnlyMemory<byte> Trim(bool isFirst)
    {
        var line = _line.AsMemory(0, _length);
        return (isFirst && line.Span.StartsWith(ByteOrderMark) ? line[ByteOrderMark.Length..] : line).Trim(" \t\r"u8);
    }
}
