using Microsoft.Extensions.Options;
using Switchyard.Events;
using Switchyard.Events.Redis;

namespace Switchyard.AgentHost.Events;

/// <summary>Bridges this host's bus to those of the other hosts over Redis, where there is one. It comes and goes with Redis; the health check says whether it is there.</summary>
internal sealed class EventBridge(IEventBus bus, IOptions<CacheOptions> options, TimeProvider time) : IHostedService
{
    private const string Name = "switchyard:agents";

    private RedisEventBridge? _bridge;

    /// <summary>Gets whether other hosts are told, and tell this one.</summary>
    public bool IsConnected => _bridge?.GetStatistics().IsFollowing ?? false;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.ConnectionString is { Length: > 0 } connectionString)
        {
            _bridge = RedisEventBridge.Start(bus, new RedisBridgeOptions { Configuration = connectionString, Name = Name }, time);
        }

        return Task.CompletedTask;
    }

    /// <summary>Ends the bridge; what this host still has to say, like that it let its runs go, is sent first.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // A host may be stopped twice.
        if (Interlocked.Exchange(ref _bridge, null) is { } bridge)
        {
            await bridge.DisposeAsync();
        }
    }
}
