namespace Switchyard.Agents.Journal.Files;

/// <summary>The payload of <see cref="RunFrameKind.Entries"/>. Numbers and time are the frame's.</summary>
internal static class RunEntries
{
    private const int MostAround = 32;

    /// <summary>Makes a frame of entries.</summary>
    public static ReadOnlyMemory<byte> Write(IReadOnlyList<JournalEntry> entries, RunFrame frame, long offset)
    {
        using var writer = new PayloadWriter(checked((int)entries.Sum(SizeOf)));
        foreach (var entry in entries)
        {
            writer.Write((byte)entry.Kind);
            writer.Write7BitEncodedInt(entry.Step);
            writer.WriteOptional(entry.Node);
            writer.WriteOptional(entry.Key);
            writer.Write7BitEncodedInt(entry.Data.Length);
            writer.Write(entry.Data.Span);
        }

        var anchors = entries.Where(IsAnchor).ToList();
        return writer.Finish(frame with { Kind = RunFrameKind.Entries, Count = (uint)entries.Count, Anchor = anchors.LastOrDefault()?.Sequence ?? 0, Anchors = (uint)anchors.Count }, offset);
    }

    /// <summary>Reads the entries of a frame.</summary>
    public static IEnumerable<JournalEntry> Read(RunFrame frame, byte[] payload)
    {
        using var reader = new PayloadReader(payload);
        for (var sequence = frame.FirstSequence; sequence <= frame.LastSequence; sequence++)
        {
            var kind = (JournalEntryKind)reader.ReadByte();
            var step = reader.Read7BitEncodedInt();
            var (node, key) = (reader.ReadOptional(), reader.ReadOptional());
            yield return new JournalEntry(sequence, kind, step, node, key, reader.ReadData(reader.Read7BitEncodedInt()), frame.At);
        }
    }

    /// <summary>Gets whether the state can be read from here on.</summary>
    public static bool IsAnchor(JournalEntry entry) => entry.Kind is JournalEntryKind.Started or JournalEntryKind.Snapshot;

    private static long SizeOf(JournalEntry entry) => MostAround + entry.Data.Length + (3L * ((entry.Node?.Length ?? 0) + (entry.Key?.Length ?? 0)));
}
