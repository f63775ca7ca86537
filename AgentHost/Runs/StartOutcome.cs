namespace Switchyard.AgentHost.Runs;

/// <summary>What became of the wish for a run.</summary>
internal enum StartOutcome
{
    /// <summary>It was begun.</summary>
    Started,

    /// <summary>It had been begun before, under the same key.</summary>
    Replayed,

    /// <summary>Under the same key something else had been asked.</summary>
    Conflict,

    /// <summary>This host has no room.</summary>
    NoRoom,
}
