using Microsoft.Extensions.Hosting;

namespace Switchyard.Events.Redis;

/// <summary>Bridges a bus as long as the host runs, where there is a Redis. What the host's other services, which are stopped before it, still have to say is sent.</summary>
/// <param name="bus">The bus.</param>
/// <param name="options">Where Redis is and what it may keep; <see langword="null"/> where there is none.</param>
/// <param name="time">The clock of pauses.</param>
public sealed class RedisBridgeService(IEventBus bus, RedisBridgeOptions? options, TimeProvider time) : IHostedService
{
    private RedisEventBridge? _bridge;

    /// <summary>Gets whether other processes are told, and tell this one.</summary>
    public bool IsFollowing => _bridge?.GetStatistics().IsFollowing ?? false;

    /// <summary>Starts the bridge; does not wait for Redis.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _bridge = options is null ? null : RedisEventBridge.Start(bus, options, time);
        return Task.CompletedTask;
    }

    /// <summary>Ends the bridge.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // A host may be stopped twice.
        if (Interlocked.Exchange(ref _bridge, null) is { } bridge)
        {
            await bridge.DisposeAsync().ConfigureAwait(false);
        }
    }
}
