using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Model;
using Switchyard.Router.Telemetry;

namespace Switchyard.Router.Discovery;

/// <summary>Refreshes every provider at its own pace, so that a slow one holds up no other.</summary>
internal sealed partial class ModelDiscoveryService(
    ModelRegistry registry, ModelDiscovery discovery, IOptions<RouterOptions> options, TimeProvider time, ILogger<ModelDiscoveryService> logger) : BackgroundService
{
    private readonly Dictionary<Provider, (CancellationTokenSource Stop, Task Loop)> _loops = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // One place is enough: whoever reads it looks at all there is then.
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void Announce() => changes.Writer.TryWrite(true);
        registry.Changed += Announce;
        try
        {
            do
            {
                Adjust(stoppingToken);
            }
            while (await changes.Reader.ReadAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
        finally
        {
            registry.Changed -= Announce;
            await Task.WhenAll(_loops.Values.Select(running => running.Loop));
        }
    }

    // Loops follow the providers: those that went or were replaced end, new ones begin.
    private void Adjust(CancellationToken stoppingToken)
    {
        var wanted = registry.Providers.Where(provider => provider.Config.Models.Length == 0 || provider.Config.Kind == ProviderKind.Nodes).ToHashSet();
        foreach (var (provider, running) in _loops.Where(pair => !wanted.Contains(pair.Key)).ToList())
        {
            running.Stop.Cancel();
            running.Stop.Dispose();
            _loops.Remove(provider);
        }

        foreach (var provider in wanted.Where(provider => !_loops.ContainsKey(provider)))
        {
            var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            _loops[provider] = (stop, LoopAsync(provider, stop.Token));
        }
    }

    private async Task LoopAsync(Provider provider, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(IntervalOf(provider.Config), time);
        try
        {
            do
            {
                await RefreshAsync(provider, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task RefreshAsync(Provider provider, CancellationToken stoppingToken)
    {
        try
        {
            await discovery.RefreshAsync(provider, stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // What escapes a background service ends the process: one provider's failure must not take the others with it.
            LogFailed(exception, provider.Config.Id);
        }
    }

    private TimeSpan IntervalOf(ProviderConfig provider) => provider switch
    {
        { Kind: ProviderKind.Nodes } => options.Value.Discovery.NodeInterval,
        { IsAuthenticated: false } => options.Value.Discovery.ServerInterval,
        _ => options.Value.Discovery.CloudInterval,
    };

    [LoggerMessage(EventId = EventIds.DiscoveryFailed, Level = LogLevel.Error, Message = "The models of provider '{ProviderId}' could not be asked for; they are asked for again.")]
    private partial void LogFailed(Exception exception, string providerId);
}
