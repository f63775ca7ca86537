namespace Switchyard.AgentHost.Runs;

/// <summary>Why this host stops working on a run.</summary>
internal enum CancelReason
{
    None,

    /// <summary>Somebody wants it ended.</summary>
    Requested,

    /// <summary>It took longer than its budget allows.</summary>
    TimedOut,

    /// <summary>The host stops; another one goes on.</summary>
    HostStopping,

    /// <summary>It is another host's, or the record cannot be written.</summary>
    LeaseLost,

    /// <summary>This host cannot go on with the run of an agent that it has called.</summary>
    MemberBroken,
}
