using Microsoft.Win32.SafeHandles;

namespace Switchyard.Agents.Journal.Files;

/// <summary>Writes a run's file under another name and gives it its own when it is complete and on the disk: it is there as a whole or not at all.</summary>
internal static class NewRunFile
{
    /// <summary>What the other name ends with.</summary>
    public const string Unfinished = ".tmp";

    /// <summary>Writes the file of a new run. The caller has its lock.</summary>
    public static void Create(string path, NewRun run, DateTimeOffset now)
    {
        var started = new JournalEntry(1, JournalEntryKind.Started, 0, null, null, run.State);
        Write(path, new RunFacts(run.Graph, run.User, null, null), now, [([started], now)]);
    }

    /// <summary>Writes the file of a fork. The caller has the fork's lock; the parent is loaded.</summary>
    public static void Fork(string path, RunFile parent, RunFileState state, long at, DateTimeOffset now)
    {
        var parts = RunFileReader.ReadFrames(parent, state, 0, at)
            .Select(part => ((IReadOnlyList<JournalEntry>)[.. RunEntries.Read(part.Frame, part.Payload).TakeWhile(entry => entry.Sequence <= at)], part.Frame.At));
        Write(path, new RunFacts(parent.Head.Graph, parent.Head.User, parent.Id, at), now, parts);
    }

    private static void Write(string path, RunFacts facts, DateTimeOffset now, IEnumerable<(IReadOnlyList<JournalEntry> Entries, DateTimeOffset At)> parts)
    {
        var unfinished = Path.ChangeExtension(path, Unfinished);
        using (var file = File.OpenHandle(unfinished, FileMode.Create, FileAccess.Write, FileShare.Read))
        {
            var offset = WriteFacts(file, facts, now);
            foreach (var (entries, at) in parts)
            {
                var bytes = RunEntries.Write(entries, new RunFrame(RunFrameKind.Entries, RunStatus.Running, 0, entries[^1].Sequence, at), offset);
                RandomAccess.Write(file, bytes.Span, offset);
                offset += bytes.Length;
            }

            RandomAccess.FlushToDisk(file);
        }

        File.Move(unfinished, path);
        FolderFlush.Run(Path.GetDirectoryName(path)!);
    }

    private static long WriteFacts(SafeFileHandle file, RunFacts facts, DateTimeOffset now)
    {
        using var writer = new PayloadWriter(facts.Graph.Length + facts.User.Length);
        facts.Write(writer);
        var bytes = writer.Finish(new RunFrame(RunFrameKind.Created, RunStatus.Running, 0, 0, now), 0);
        RandomAccess.Write(file, bytes.Span, 0);
        return bytes.Length;
    }
}
