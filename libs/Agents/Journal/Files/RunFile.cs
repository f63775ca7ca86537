using Microsoft.Win32.SafeHandles;

namespace Switchyard.Agents.Journal.Files;

/// <summary>One run's file. Whoever loads or writes has the run's turn and its lock; reading what is loaded needs neither.</summary>
internal sealed class RunFile(Guid id, string path, Action<TornRecord> dropped)
{
    private volatile RunFileState? _state;

    /// <summary>Gets whose turn it is among the tasks of this journal, so that only other processes are waited for by looking.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    public Guid Id => id;

    public string Path => path;

    /// <summary>Gets what is known; it is on the disk.</summary>
    public RunFileState? State => _state;

    public RunHead Head
    {
        get
        {
            var state = _state!;
            var facts = state.Facts ?? throw new DamagedJournalException(id, path, 0);
            return new RunHead(id, facts.Graph, state.Status, state.LastSequence, state.Token)
            {
                User = facts.User,
                Owner = state.Owner,
                Parent = facts.Parent,
                ForkedAt = facts.ForkedAt,
                CreatedAt = state.CreatedAt,
                UpdatedAt = state.UpdatedAt,
            };
        }
    }

    /// <summary>Learns what others have written, and drops what they have not completely written.</summary>
    public RunFileState Load()
    {
        using var file = Open();
        return Load(file);
    }

    /// <summary>Writes that somebody takes the run over.</summary>
    public long TakeOver(string owner, DateTimeOffset now)
    {
        using var file = Open();
        var state = Load(file);
        using var writer = new PayloadWriter(JournalText.Encoding.GetByteCount(owner) + sizeof(int));
        writer.Write(owner);
        var frame = new RunFrame(RunFrameKind.TakenOver, state.Status, state.Token + 1, state.LastSequence, now);
        Write(file, state, writer.Finish(frame, state.End));
        return state.Token + 1;
    }

    /// <summary>Writes entries where the lease is the last one.</summary>
    public bool Append(RunLease lease, IReadOnlyList<JournalEntry> entries, RunStatus status, DateTimeOffset now)
    {
        using var file = Open();
        var state = Load(file);
        if (lease.Token < 1 || lease.Token != state.Token || state.IsOver || (entries.Count > 0 && entries[0].Sequence != state.LastSequence + 1))
        {
            return false;
        }

        var frame = new RunFrame(RunFrameKind.Entries, status, state.Token, state.LastSequence + entries.Count, now);
        Write(file, state, RunEntries.Write(entries, frame, state.End));
        return true;
    }

    private SafeFileHandle Open() => File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    private RunFileState Load(SafeFileHandle file)
    {
        var length = RandomAccess.GetLength(file);
        var state = _state is { } known && known.End <= length ? known : null;
        if (state is not null && (state.End == length || state.Damage is not null))
        {
            return state;
        }

        // Whoever wrote it may have died before it was on the disk.
        RandomAccess.FlushToDisk(file);
        if (state is null)
        {
            FolderFlush.Run(System.IO.Path.GetDirectoryName(path)!);
        }

        state = Scan(file, state ?? new RunFileState(), length);
        _state = state;
        return state;
    }

    private RunFileState Scan(SafeFileHandle file, RunFileState state, long length)
    {
        var isAfterDamage = false;
        for (var offset = state.End; offset < length;)
        {
            if (!RunFileReader.TryReadFrame(file, offset, out var frame))
            {
                if (TornTail.FindFrame(file, offset + 1, length) is { } next)
                {
                    (offset, isAfterDamage) = (next, true);
                    continue;
                }

                return length - offset < RunFrame.Size || TornTail.HasHole(file, offset, length) ? Drop(file, state, offset, length) : state with { Damage = offset };
            }

            var payload = Peek(file, frame, offset, length);
            if (offset + frame.TotalSize > length || (payload is null && offset + frame.TotalSize == length && TornTail.HasHole(file, offset, length)))
            {
                return Drop(file, state, offset, length);
            }

            state = state.After(frame, payload, isAfterDamage, offset);
            offset = state.End;
            isAfterDamage &= frame.Kind != RunFrameKind.Entries;
        }

        return state;
    }

    // The last one is looked at whether it needs to be or not: only it may be incomplete.
    private static byte[]? Peek(SafeFileHandle file, RunFrame frame, long offset, long length) =>
        frame.Kind != RunFrameKind.Entries || frame.Anchors > 1 || offset + frame.TotalSize == length ? RunFileReader.TryReadPayload(file, frame, offset) : null;

    private RunFileState Drop(SafeFileHandle file, RunFileState state, long offset, long length)
    {
        RandomAccess.SetLength(file, offset);
        RandomAccess.FlushToDisk(file);
        dropped(new TornRecord(id, path, offset, length - offset));
        return state;
    }

    private void Write(SafeFileHandle file, RunFileState state, ReadOnlyMemory<byte> bytes)
    {
        if (state.Damage is { } damage)
        {
            throw new DamagedJournalException(id, path, damage);
        }

        var isWritten = false;
        try
        {
            RandomAccess.Write(file, bytes.Span, state.End);
            RandomAccess.FlushToDisk(file);
            isWritten = true;
        }
        finally
        {
            if (!isWritten)
            {
                // A flush that has failed may succeed the next time without having written anything (Rebello et al., "Can Applications Recover from fsync Failures?", 2020).
                RandomAccess.SetLength(file, state.End);
            }
        }

        RunFrame.TryRead(bytes.Span, state.End, out var frame);
        _state = state.After(frame, bytes[RunFrame.Size..].ToArray(), isStart: false, state.End);
    }
}
