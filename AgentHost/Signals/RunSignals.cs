using System.Threading.Channels;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using Switchyard.AgentHost.Runs;
using Switchyard.AgentHost.Telemetry;

namespace Switchyard.AgentHost.Signals;

/// <summary>
/// Tells other hosts over Redis pub/sub that a run was cancelled, or that there are runs that somebody should take on. Only wake-ups: the rows in PostgreSQL say the same, and each host looks
/// at them with its heartbeat, so that without Redis everything happens a few seconds later.
/// </summary>
internal sealed partial class RunSignals(IOptions<CacheOptions> options, LiveRuns live, ILogger<RunSignals> logger) : BackgroundService
{
    private const string CancelChannel = "switchyard:agents:cancel";
    private const string WakeChannel = "switchyard:agents:wake";

    // One wake-up is enough: whoever is woken looks at everything.
    private readonly Channel<bool> _wakeUps = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private volatile ConnectionMultiplexer? _redis;

    public bool IsConnected => _redis is { IsConnected: true };

    /// <summary>Tells the host that works on a run, whichever it is, that somebody wants it ended.</summary>
    public Task CancelAsync(string runId) => PublishAsync(CancelChannel, runId);

    /// <summary>Has all hosts look for runs to take on, this one included.</summary>
    public Task WakeAsync()
    {
        WakeHere();
        return PublishAsync(WakeChannel, string.Empty);
    }

    /// <summary>Has this host look for runs to take on.</summary>
    public void WakeHere() => _wakeUps.Writer.TryWrite(true);

    /// <summary>Waits until this host is woken, or for a time.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _wakeUps.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over.
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
            await redis.GetSubscriber().SubscribeAsync(CancelChannel, (_, runId) => live.TryCancel(runId!));
            await redis.GetSubscriber().SubscribeAsync(WakeChannel, (_, _) => WakeHere());
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ArgumentException)
        {
            LogCacheAway(exception.Message);
        }
    }

    private async Task PublishAsync(string channel, string text)
    {
        try
        {
            if (_redis is { IsConnected: true } redis)
            {
                await redis.GetSubscriber().PublishAsync(channel, text);
            }
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            LogCacheAway(exception.Message);
        }
    }

    [LoggerMessage(EventId = EventIds.CacheAway, Level = LogLevel.Warning, Message = "Redis is away; what other hosts should know they find out with their heartbeat: {Reason}.")]
    private partial void LogCacheAway(string reason);
}
