using System.Globalization;
using System.Text;

namespace Switchyard.Sandbox.Protocol;

/// <summary>Reads an output up to a marker that who writes the output cannot know beforehand, and the frame behind it.</summary>
internal sealed class MarkedReader(Stream stream)
{
    private const int LengthDigits = 8;

    private readonly byte[] _buffer = new byte[32 * 1024];
    private int _count;

    public async Task<OutputEnd> ReadToAsync(byte[] marker, OutputSink sink)
    {
        while (true)
        {
            var found = _buffer.AsSpan(0, _count).IndexOf(marker);
            // The marker may have come in part: as many bytes wait for what follows.
            var output = found >= 0 ? found : Math.Max(0, _count - marker.Length + 1);
            if (!sink.Add(_buffer.AsSpan(0, output)))
            {
                return OutputEnd.OverLimit;
            }

            Drop(found >= 0 ? found + marker.Length : output);
            if (found >= 0)
            {
                return OutputEnd.Marker;
            }

            if (!await FillAsync().ConfigureAwait(false))
            {
                sink.Add(_buffer.AsSpan(0, _count));
                _count = 0;
                return OutputEnd.Closed;
            }
        }
    }

    /// <summary>Reads a frame; null where it is longer than it may be, or none.</summary>
    public async Task<byte[]?> ReadFrameAsync(int mostBytes)
    {
        var digits = await ReadExactlyAsync(LengthDigits).ConfigureAwait(false);
        return digits is not null && int.TryParse(Encoding.ASCII.GetString(digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) && length >= 0 && length <= mostBytes
            ? await ReadExactlyAsync(length).ConfigureAwait(false)
            : null;
    }

    private async Task<byte[]?> ReadExactlyAsync(int length)
    {
        var frame = new byte[length];
        var filled = 0;
        while (filled < length)
        {
            if (_count == 0 && !await FillAsync().ConfigureAwait(false))
            {
                return null;
            }

            var taken = Math.Min(_count, length - filled);
            _buffer.AsSpan(0, taken).CopyTo(frame.AsSpan(filled));
            Drop(taken);
            filled += taken;
        }

        return frame;
    }

    // Ending the process is what ends a read; a token would not.
    private async Task<bool> FillAsync()
    {
        try
        {
            var read = await stream.ReadAsync(_buffer.AsMemory(_count), CancellationToken.None).ConfigureAwait(false);
            _count += read;
            return read > 0;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    private void Drop(int count)
    {
        _buffer.AsSpan(count, _count - count).CopyTo(_buffer);
        _count -= count;
    }
}
