namespace Switchyard.Faults.Faults;

/// <summary>Jobs are cancelled at the moment they end.</summary>
internal sealed class CancelRaceFault() : Fault("F34 100 cancels that race with the ends of their jobs")
{
    private const int Count = 100;
    private const int Milliseconds = 40;

    public override bool IsLoad => true;

    public override async Task RunAsync(FaultScene scene)
    {
        var delays = Enumerable.Range(0, Count).Select(_ => TimeSpan.FromMilliseconds(scene.Random.Next(2 * Milliseconds))).ToList();
        var ids = await Task.WhenAll(delays.Select(async (delay, nth) =>
        {
            var id = await scene.Client.SubmitAsync(scene.Plan(nth, Milliseconds), priority: 3, scene.Token);
            if (id is { } job)
            {
                await Task.Delay(delay, scene.Token);
                await scene.Client.CancelAsync(job);
            }

            return id;
        }));
        await scene.WaitForEndAsync(ids.OfType<Guid>());
    }
}
