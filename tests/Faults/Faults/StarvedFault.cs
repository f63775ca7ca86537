using Switchyard.Faults.Processes;

namespace Switchyard.Faults.Faults;

/// <summary>All threads of the workers' pools are busy for longer than a lease lasts.</summary>
internal sealed class StarvedFault() : Fault("F33 workers' thread pools exhausted")
{
    private static readonly int s_milliseconds = (int)(FaultSystem.Lease * 1.5).TotalMilliseconds;

    public override async Task RunAsync(FaultScene scene)
    {
        var plans = Enumerable.Range(0, scene.System.Workers.Count).Select(nth => scene.Plan(nth, s_milliseconds) with { StarvingMilliseconds = s_milliseconds });
        await scene.WaitForEndAsync(await scene.SubmitAsync(plans, priority: 3));
    }
}
