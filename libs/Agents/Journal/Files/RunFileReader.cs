using Microsoft.Win32.SafeHandles;

namespace Switchyard.Agents.Journal.Files;

/// <summary>Reads what is loaded of a run's file.</summary>
internal static class RunFileReader
{
    /// <summary>Reads entries up to the end of what is loaded.</summary>
    /// <exception cref="DamagedJournalException">One that is asked for is damaged.</exception>
    public static List<JournalEntry> Read(RunFile run, RunFileState state, long after, int limit) =>
        [.. ReadFrames(run, state, after, long.MaxValue).SelectMany(part => RunEntries.Read(part.Frame, part.Payload)).Where(entry => entry.Sequence > after).Take(limit)];

    /// <summary>Reads the frames with the entries after one number and up to another.</summary>
    public static IEnumerable<(RunFrame Frame, byte[] Payload)> ReadFrames(RunFile run, RunFileState state, long after, long through)
    {
        using var file = File.OpenHandle(run.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var offset = state.Index.OffsetAfter(after);
        var last = after;
        while (offset < state.End && last < through)
        {
            if (!TryReadFrame(file, offset, out var frame))
            {
                throw new DamagedJournalException(run.Id, run.Path, offset);
            }

            if (frame.Kind == RunFrameKind.Entries && frame.Count > 0 && frame.LastSequence > after)
            {
                yield return (frame, TryReadPayload(file, frame, offset) ?? throw new DamagedJournalException(run.Id, run.Path, offset));
            }

            last = Math.Max(last, frame.LastSequence);
            offset += frame.TotalSize;
        }

        if (state.Damage is { } damage && last < through)
        {
            throw new DamagedJournalException(run.Id, run.Path, damage);
        }
    }

    public static bool TryReadFrame(SafeFileHandle file, long offset, out RunFrame frame)
    {
        Span<byte> bytes = stackalloc byte[RunFrame.Size];
        return RunFrame.TryRead(bytes[..RandomAccess.Read(file, bytes, offset)], offset, out frame);
    }

    public static byte[]? TryReadPayload(SafeFileHandle file, RunFrame frame, long offset)
    {
        if (offset + frame.TotalSize > RandomAccess.GetLength(file))
        {
            return null;
        }

        var payload = new byte[frame.Length];
        var count = 0;
        while (count < payload.Length && RandomAccess.Read(file, payload.AsSpan(count), offset + RunFrame.Size + count) is > 0 and var more)
        {
            count += more;
        }

        return frame.Fits(payload) ? payload : null;
    }
}
