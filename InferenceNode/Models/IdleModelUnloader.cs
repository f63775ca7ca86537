using Microsoft.Extensions.Options;

namespace Switchyard.InferenceNode.Models;

/// <summary>Unloads the models that nobody has asked for since their keep-alive time.</summary>
internal sealed class IdleModelUnloader(ModelManager manager, IOptions<ModelLifecycleOptions> options, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var keepAlive = options.Value.KeepAlive;
        if (keepAlive == TimeSpan.Zero)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromTicks(Math.Clamp(keepAlive.Ticks / 4, s_shortest.Ticks, s_longest.Ticks)), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await manager.UnloadIdleAsync(time.GetUtcNow() - keepAlive);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }
}
