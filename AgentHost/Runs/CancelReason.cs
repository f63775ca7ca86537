namespace Switchyard.AgentHost.Runs;

/// <summary>Who stopped a run.</summary>
internal enum CancelReason
{
    None,
    Requested,
    TimedOut,
    HostStopping,
    LeaseLost,
}
