using Microsoft.Win32.SafeHandles;

namespace Switchyard.Agents.Journal.Files;

/// <summary>
/// Tells a record that was not written completely from one that was changed afterwards. The first was never acknowledged and may be dropped, the second must not be.
/// </summary>
/// <remarks>
/// Each record is on the disk before the next is begun, so that an incomplete one is the last. It ends too early, or some of its sectors were never written, which a file system shows as zeros; disks write a
/// sector completely or not at all. Records neither begin nor end with a zero, so that none looks like this by itself unless its data has as many zeros as a sector has bytes: JSON has none.
/// </remarks>
internal static class TornTail
{
    private const int Sector = 512;
    private const int Chunk = 128 * Sector;

    /// <summary>Gets whether some sector's part of the bytes from <paramref name="offset"/> to <paramref name="end"/> was not written.</summary>
    public static bool HasHole(SafeFileHandle file, long offset, long end)
    {
        var buffer = new byte[Chunk];
        for (var at = offset - (offset % Sector); at < end; at += Chunk)
        {
            var count = RandomAccess.Read(file, buffer, at);
            for (var sector = 0; sector < count; sector += Sector)
            {
                var from = (int)Math.Max(sector, offset - at);
                var to = (int)Math.Min(Math.Min(sector + Sector, count), end - at);
                if (to > from && !buffer.AsSpan(from..to).ContainsAnyExcept((byte)0))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Finds the next frame after a damaged one.</summary>
    public static long? FindFrame(SafeFileHandle file, long after, long end)
    {
        var buffer = new byte[Chunk];
        for (var at = after; end - at >= RunFrame.Size; at += Chunk - RunFrame.Size + 1)
        {
            var bytes = buffer.AsSpan(0, RandomAccess.Read(file, buffer, at));
            for (var i = 0; i + RunFrame.Size <= bytes.Length; i++)
            {
                if (bytes[i] == RunFrame.Mark && RunFrame.TryRead(bytes[i..], at + i, out _))
                {
                    return at + i;
                }
            }
        }

        return null;
    }
}
