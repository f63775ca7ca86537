using Microsoft.Extensions.Options;
using StackExchange.Redis;
using Switchyard.AgentHost.Runs;
using Switchyard.AgentHost.Telemetry;

namespace Switchyard.AgentHost.Cancellation;

/// <summary>
/// Tells the replica that works on a run that it was cancelled, over Redis pub/sub. Only a wake-up: the row in PostgreSQL
/// says the same, and the heartbeat reads it, so that a cancel arrives without Redis too, a few seconds later.
/// </summary>
internal sealed partial class CancelSignals(IOptions<CacheOptions> options, LiveRuns live, ILogger<CancelSignals> logger) : BackgroundService
{
    private const string Channel = "switchyard:agents:cancel";

    private volatile ConnectionMultiplexer? _redis;

    public bool IsConnected => _redis is { IsConnected: true };

    public async Task PublishAsync(string runId)
    {
        try
        {
            if (_redis is { IsConnected: true } redis)
            {
                await redis.GetSubscriber().PublishAsync(Channel, runId);
            }
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            LogCacheAway(exception.Message);
        }
    }

    public override void Dispose()
    {
        _redis?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.ConnectionString is not { Length: > 0 } connectionString)
        {
            return;
        }

        try
        {
            var configuration = ConfigurationOptions.Parse(connectionString);
            configuration.AbortOnConnectFail = false;
            var redis = await ConnectionMultiplexer.ConnectAsync(configuration);
            _redis = redis;

            // The multiplexer subscribes anew whenever it reconnects.
            await redis.GetSubscriber().SubscribeAsync(Channel, (_, runId) => live.TryCancel(runId!));
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ArgumentException)
        {
            LogCacheAway(exception.Message);
        }
    }

    [LoggerMessage(EventId = EventIds.CacheAway, Level = LogLevel.Warning, Message = "Redis is away; cancels from other replicas arrive with the heartbeat: {Reason}.")]
    private partial void LogCacheAway(string reason);
}
