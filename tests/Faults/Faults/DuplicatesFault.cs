namespace Switchyard.Faults.Faults;

/// <summary>One job is submitted by many at once, under one key.</summary>
internal sealed class DuplicatesFault() : Fault("F23 100 submissions at once under one key")
{
    private const int Count = 100;

    public override bool IsLoad => true;

    public override async Task RunAsync(FaultScene scene)
    {
        var plan = scene.Plan(0, 20);
        await scene.WaitForEndAsync(await scene.SubmitAsync(Enumerable.Repeat(plan, Count)));
    }
}
