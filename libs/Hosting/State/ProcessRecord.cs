namespace Switchyard.Hosting.State;

/// <summary>A process that can be recognised later: a pid alone may have been given to another process since.</summary>
internal sealed record ProcessRecord
{
    /// <summary>Gets the process id.</summary>
    public required int Pid { get; init; }

    /// <summary>Gets the start time in clock ticks since boot, field 22 of <c>/proc/[pid]/stat</c>.</summary>
    public required long StartTicks { get; init; }

    /// <summary>Gets the kernel's boot id, because ticks start again at every boot.</summary>
    public required string BootId { get; init; }
}
