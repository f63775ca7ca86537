namespace Switchyard.Agents.Journal.Files;

/// <summary>What is known of a run's file up to <see cref="End"/>. What was written is never changed, so that this stays true whoever goes on writing.</summary>
internal sealed record RunFileState
{
    /// <summary>Gets where the entries lie.</summary>
    public RunIndex Index { get; } = new();

    /// <summary>Gets where the last frame ends.</summary>
    public long End { get; private init; }

    /// <summary>Gets where something begins that is no frame and has none behind it; nothing is written after it.</summary>
    public long? Damage { get; init; }

    public RunStatus Status { get; private init; }

    public long Token { get; private init; }

    public long LastSequence { get; private init; }

    public string? Owner { get; private init; }

    public RunFacts? Facts { get; private init; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset UpdatedAt { get; private init; }

    public bool IsOver => Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled;

    /// <summary>Gets the state with one frame more.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="payload">Its payload where it was read and is whole; entries are needed only where they have several anchors.</param>
    /// <param name="isStart">See <see cref="RunIndex.Add"/>.</param>
    /// <param name="offset">Where it lies.</param>
    public RunFileState After(RunFrame frame, byte[]? payload, bool isStart, long offset)
    {
        var next = this with { End = offset + frame.TotalSize, Token = frame.Token, LastSequence = frame.LastSequence, Status = frame.Status };
        switch (frame.Kind)
        {
            case RunFrameKind.Created:
                return next with { CreatedAt = frame.At, UpdatedAt = frame.At, Facts = payload is null ? null : RunFacts.Read(new PayloadReader(payload)) };
            case RunFrameKind.TakenOver:
                return next with { Owner = payload is null ? null : new PayloadReader(payload).ReadString() };
            default:
                Index.Add(frame, offset, isStart);
                Index.AddAnchors(AnchorsOf(frame, payload));
                return frame.Count == 0 || frame.At < UpdatedAt ? next : next with { UpdatedAt = frame.At };
        }
    }

    private static IEnumerable<long> AnchorsOf(RunFrame frame, byte[]? payload)
    {
        if (frame.Anchors > 1 && payload is not null)
        {
            return RunEntries.Read(frame, payload).Where(RunEntries.IsAnchor).Select(entry => entry.Sequence);
        }

        return frame.Anchors > 0 ? [frame.Anchor] : [];
    }
}
