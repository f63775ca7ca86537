namespace Switchyard.Faults.Faults;

/// <summary>Workers are killed at random instants, and started again at once.</summary>
internal sealed class WorkerKilledFault() : Fault("F1 workers killed (kill -9)")
{
    private const int Kills = 3;

    public override async Task RunAsync(FaultScene scene)
    {
        for (var kill = 0; kill < Kills; kill++)
        {
            await scene.AnyWorker().KillAsync();
            await scene.HoldAsync(scene.Between(0.2, 2));
        }
    }
}
