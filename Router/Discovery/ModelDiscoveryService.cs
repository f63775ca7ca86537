using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Model;
using Switchyard.Router.Telemetry;

namespace Switchyard.Router.Discovery;

/// <summary>Refreshes every provider at its own pace, so that a slow one holds up no other.</summary>
internal sealed partial class ModelDiscoveryService(
    ModelRegistry registry, ModelDiscovery discovery, IOptions<RouterOptions> options, TimeProvider time, ILogger<ModelDiscoveryService> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(registry.Providers.Where(provider => provider.Config.Models.Length == 0 || provider.Config.Kind == ProviderKind.Nodes).Select(provider => LoopAsync(provider, stoppingToken)));

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
        { ApiKey: null } => options.Value.Discovery.ServerInterval,
        _ => options.Value.Discovery.CloudInterval,
    };

    [LoggerMessage(EventId = EventIds.DiscoveryFailed, Level = LogLevel.Error, Message = "The models of provider '{ProviderId}' could not be asked for; they are asked for again.")]
    private partial void LogFailed(Exception exception, string providerId);
}
