namespace Switchyard.Agents.Journal.Files;

/// <summary>What a frame of a run's file holds. The numbers are stored.</summary>
internal enum RunFrameKind : byte
{
    /// <summary>What does not change about a run; the first frame.</summary>
    Created = 1,

    /// <summary>Who has taken it over.</summary>
    TakenOver = 2,

    /// <summary>The entries of one append.</summary>
    Entries = 3,
}
