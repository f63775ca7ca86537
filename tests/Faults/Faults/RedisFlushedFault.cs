using Switchyard.Faults.Processes;

namespace Switchyard.Faults.Faults;

/// <summary>Redis forgets everything while many jobs wait and some run.</summary>
internal sealed class RedisFlushedFault() : Fault("F7 Redis emptied (FLUSHALL)")
{
    private const int Waiting = 200;

    public override async Task RunAsync(FaultScene scene)
    {
        var ids = await scene.SubmitAsync(Enumerable.Range(0, Waiting).Select(nth => scene.Plan(nth, 50)));
        await scene.System.Stores.Redis.ExecuteAsync("FLUSHALL");
        await scene.WaitForEndAsync(ids);
    }
}
