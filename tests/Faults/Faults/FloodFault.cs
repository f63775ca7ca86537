namespace Switchyard.Faults.Faults;

/// <summary>More jobs of low priority than workers can do come at once, and then a few of the highest.</summary>
internal sealed class FloodFault(string name, int low, int high) : Fault(name)
{
    private const int AtOnce = 50;

    public override bool IsLoad => true;

    public override async Task RunAsync(FaultScene scene)
    {
        var ids = new List<Guid>();
        foreach (var chunk in Enumerable.Range(0, low).Select(nth => scene.Plan(nth, 30)).Chunk(AtOnce))
        {
            ids.AddRange(await scene.SubmitAsync(chunk, priority: 0));
        }

        await scene.WaitForEndAsync(await scene.SubmitAsync(Enumerable.Range(low, high).Select(nth => scene.Plan(nth, 30)), priority: 3));
        await scene.WaitForEndAsync(ids);
    }
}
