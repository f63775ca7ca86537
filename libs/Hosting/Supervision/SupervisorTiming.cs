namespace Switchyard.Hosting.Supervision;

/// <summary>The supervisor's times.</summary>
internal sealed record SupervisorTiming
{
    /// <summary>Gets how long a process may take until it is healthy.</summary>
    public required TimeSpan StartTimeout { get; init; }

    /// <summary>Gets the pause between probes while starting; it bounds what polling adds to the start.</summary>
    public TimeSpan StartProbeInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets the pause between probes while running.</summary>
    public TimeSpan RunningProbeInterval { get; init; } = TimeSpan.FromSeconds(5);
}
