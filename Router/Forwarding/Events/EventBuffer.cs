using System.Buffers;

namespace Switchyard.Router.Forwarding.Events;

/// <summary>Bytes of a stream in order: those that are ready to be taken, then those that are held because their event is not whole yet.</summary>
internal sealed class EventBuffer : IDisposable
{
    private const int InitialSize = 4 * 1024;

    private byte[]? _bytes;
    private int _start;
    private int _ready;
    private int _end;

    /// <summary>Gets how many bytes are ready.</summary>
    public int Ready => _ready - _start;

    /// <summary>Gets the held bytes.</summary>
    public ReadOnlySpan<byte> Held => _bytes.AsSpan(_ready, _end - _ready);

    /// <summary>Gets room for more held bytes, at least one.</summary>
    public Memory<byte> MakeRoom()
    {
        _bytes ??= ArrayPool<byte>.Shared.Rent(InitialSize);
        if (_start == _end)
        {
            _start = _ready = _end = 0;
        }

        if (_end == _bytes.Length)
        {
            Grow();
        }

        return _bytes.AsMemory(_end);
    }

    /// <summary>Says that <paramref name="count"/> bytes were written into the room.</summary>
    public void Add(int count) => _end += count;

    /// <summary>Adds <paramref name="bytes"/> to the held ones.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (MakeRoom().Length < bytes.Length)
        {
            Grow();
        }

        bytes.CopyTo(_bytes.AsSpan(_end));
        _end += bytes.Length;
    }

    /// <summary>Makes the first <paramref name="count"/> held bytes ready.</summary>
    public void Release(int count) => _ready += count;

    /// <summary>Drops the first <paramref name="count"/> held bytes.</summary>
    public void Drop(int count)
    {
        _bytes.AsSpan(_ready + count, _end - _ready - count).CopyTo(_bytes.AsSpan(_ready));
        _end -= count;
    }

    /// <summary>Puts <paramref name="bytes"/> in place of the held ones and makes them ready.</summary>
    public void ReplaceHeld(ReadOnlySpan<byte> bytes)
    {
        _end = _ready;
        Add(bytes);
        _ready = _end;
    }

    /// <summary>Takes as many ready bytes as fit.</summary>
    public int Take(Span<byte> destination)
    {
        var count = Math.Min(destination.Length, Ready);
        _bytes.AsSpan(_start, count).CopyTo(destination);
        _start += count;
        return count;
    }

    /// <summary>Leaves the bytes to the collector, because a read that was not awaited may still write into them.</summary>
    public void Abandon() => _bytes = null;

    public void Dispose()
    {
        if (_bytes is { } rented)
        {
            _bytes = null;
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_bytes!.Length * 2);
        _bytes.AsSpan(_start, _end - _start).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
        (_start, _ready, _end) = (0, _ready - _start, _end - _start);
    }
}
