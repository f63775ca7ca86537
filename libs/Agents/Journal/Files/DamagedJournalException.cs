namespace Switchyard.Agents.Journal.Files;

/// <summary>A file is not as it was written, and not for having been cut short: the disk, or somebody, has changed it. What is before and after the place stays readable.</summary>
public sealed class DamagedJournalException : IOException
{
    internal DamagedJournalException(Guid runId, string path, long offset)
        : base($"The journal of run {runId} is damaged: what '{path}' holds at byte {offset} is not what was written there. Restore the file from a copy, or fork the run at an entry before that place.")
    {
        (RunId, Path, Offset) = (runId, path, offset);
    }

    /// <summary>Gets the run.</summary>
    public Guid RunId { get; }

    /// <summary>Gets the file.</summary>
    public string Path { get; }

    /// <summary>Gets where the damaged record begins.</summary>
    public long Offset { get; }
}
