namespace Switchyard.Faults.Faults;

/// <summary>Workers are told to end, one after the other, as in an update.</summary>
internal sealed class WorkerTerminatedFault() : Fault("F35 workers told to end (SIGTERM)")
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    public override async Task RunAsync(FaultScene scene)
    {
        foreach (var worker in scene.System.Workers)
        {
            await worker.TerminateAsync(s_limit);
            await scene.HoldAsync(scene.Between(0.5, 1.5));
        }
    }
}
