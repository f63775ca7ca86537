namespace Switchyard.AgentHost.Runs;

/// <summary>What came of the wish to start a run.</summary>
internal enum StartOutcome
{
    Started,

    /// <summary>There is a run under the key that was asked the same.</summary>
    Replayed,

    /// <summary>There is a run under the key that was asked something else.</summary>
    Conflict,

    /// <summary>This host has no room for one more.</summary>
    NoRoom,

    /// <summary>This host does not have what the agent needs.</summary>
    CannotRun,

    /// <summary>The agent cannot reason as the caller wants.</summary>
    CannotBeOfKind,
}
