namespace Switchyard.Inference.Scheduling;

/// <summary>How requests wait for a slot.</summary>
public sealed record SchedulingOptions
{
    /// <summary>Gets the most requests that wait; one more is refused. Default: 64.</summary>
    public int MaxQueueLength { get; init; } = 64;
}
