using System.Text.Json;

namespace Switchyard.Faults.Faults;

/// <summary>Jobs that nobody can read come together with good ones.</summary>
internal sealed class UnreadableFault() : Fault("F29, F30 unreadable jobs among good ones")
{
    private const int Count = 10;

    private static readonly JsonElement s_body = JsonSerializer.SerializeToElement(new { plan = "none" });

    public override bool IsLoad => true;

    public override async Task RunAsync(FaultScene scene)
    {
        var bad = Enumerable.Range(0, Count).Select(nth => scene.Client.SubmitAsync(scene.Plan(nth, 0).Key, s_body, priority: 1, scene.Token)).ToList();
        var good = await scene.SubmitAsync(Enumerable.Range(Count, Count).Select(nth => scene.Plan(nth, 20)));
        await scene.WaitForEndAsync([.. good, .. (await Task.WhenAll(bad)).OfType<Guid>()]);
    }
}
