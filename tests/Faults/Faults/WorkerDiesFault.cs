using Switchyard.Faults.Workers;

namespace Switchyard.Faults.Faults;

/// <summary>Jobs kill their workers at one point of their first attempt, or of all.</summary>
internal sealed class WorkerDiesFault(string name, DeathPoint point, int jobs) : Fault(name)
{
    private const int Bystanders = 12;

    // A job that kills every worker must not take along those that were claimed with it.
    public override async Task RunAsync(FaultScene scene)
    {
        var deadly = Enumerable.Range(0, jobs).Select(nth => scene.Plan(nth, 50) with { Dies = point });
        var others = Enumerable.Range(jobs, Bystanders).Select(nth => scene.Plan(nth, 50));
        await scene.WaitForEndAsync(await scene.SubmitAsync([.. deadly, .. others]));
    }
}
