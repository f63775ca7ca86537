namespace Switchyard.Faults.Faults;

/// <summary>A Router is killed while clients submit, and started again.</summary>
internal sealed class RouterKilledFault() : Fault("F25 a Router killed while it takes jobs")
{
    public override async Task RunAsync(FaultScene scene)
    {
        var router = scene.System.Routers[scene.Random.Next(scene.System.Routers.Count)];
        await scene.KillAsync("Routers", router.KillAsync);
        await scene.HoldAsync(scene.Between(0.1, 2));
        await router.StartAsync(scene.Token);
    }
}
