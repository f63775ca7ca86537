using Switchyard.Faults.Processes;

namespace Switchyard.Faults.Faults;

/// <summary>Workers stand still, longer than their leases last, and then go on as if nothing had been.</summary>
internal sealed class WorkersStoppedFault(string name, bool all) : Fault(name)
{
    private static readonly TimeSpan s_beyond = FaultSystem.Lease + TimeSpan.FromSeconds(3);

    public override async Task RunAsync(FaultScene scene)
    {
        var workers = all ? scene.System.Workers : [scene.AnyWorker()];
        await Task.WhenAll(workers.Select(worker => worker.SignalAsync("STOP")));
        try
        {
            await scene.HoldAsync(s_beyond);
        }
        finally
        {
            await Task.WhenAll(workers.Select(worker => worker.SignalAsync("CONT")));
        }
    }
}
