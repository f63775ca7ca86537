using Switchyard.Router.Health;
using Switchyard.Router.Model;
using Switchyard.Router.Telemetry;

namespace Switchyard.Router.Discovery;

/// <summary>Keeps the registry's picture of a provider fresh. Callers that come while a refresh is under way share it.</summary>
internal sealed partial class ModelDiscovery(ModelRegistry registry, ModelLister lister, HealthChecks checks, ILogger<ModelDiscovery> logger)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Provider, Task> _underWay = [];

    /// <summary>Asks all endpoints of <paramref name="provider"/> and takes over what they say.</summary>
    public async Task RefreshAsync(Provider provider, CancellationToken cancellationToken)
    {
        Task refresh;
        lock (_lock)
        {
            if (!_underWay.TryGetValue(provider, out refresh!) || refresh.IsCompleted)
            {
                // Not the caller's token: one caller who leaves must not spoil the answer of the others. The lister has its own time-out.
                foreach (var ended in _underWay.Where(pair => pair.Value.IsCompleted).Select(pair => pair.Key).ToList())
                {
                    _underWay.Remove(ended);
                }

                _underWay[provider] = refresh = RefreshEndpointsAsync(provider);
            }
        }

        await refresh.WaitAsync(cancellationToken);
    }

    /// <summary>Asks <paramref name="provider"/> after its models changed: a refresh that is under way may have asked before.</summary>
    public async Task RefreshAfterChangeAsync(Provider provider, CancellationToken cancellationToken)
    {
        Task? earlier;
        lock (_lock)
        {
            earlier = _underWay.GetValueOrDefault(provider);
        }

        await (earlier ?? Task.CompletedTask).WaitAsync(cancellationToken);
        await RefreshAsync(provider, cancellationToken);
    }

    private Task RefreshEndpointsAsync(Provider provider) => Task.WhenAll(provider.Endpoints.Select(endpoint => RefreshAsync(provider, endpoint)));

    // What one address has is served before the others have answered.
    private async Task RefreshAsync(Provider provider, UpstreamEndpoint endpoint)
    {
        var before = endpoint.State;
        var answer = await lister.ListAsync(provider.Config, endpoint, CancellationToken.None);
        var after = checks.Judge(endpoint, answer);
        endpoint.State = after;
        if (answer.Status == EndpointStatus.Ready)
        {
            endpoint.Recover();
        }

        if (before.Status != after.Status)
        {
            LogChange(provider, endpoint, after);
        }

        if (!HasSameModels(before, after))
        {
            registry.Rebuild();
        }
    }

    private static bool HasSameModels(EndpointState before, EndpointState after) =>
        before.Models is { } old && after.Models is { } now ? old.SequenceEqual(now) : before.Models is null && after.Models is null;

    private void LogChange(Provider provider, UpstreamEndpoint endpoint, EndpointState state)
    {
        if (state.Status == EndpointStatus.Ready)
        {
            LogReady(endpoint.Config.Name, provider.Config.Id, state.Models?.Length ?? 0);
        }
        else if (provider.Config.Kind != Configuration.ProviderKind.Probed)
        {
            LogUnavailable(endpoint.Config.Name, provider.Config.Id, state.Detail);
        }
    }

    [LoggerMessage(EventId = EventIds.EndpointReady, Level = LogLevel.Information, Message = "'{Endpoint}' of provider '{ProviderId}' is ready with {ModelCount} models.")]
    private partial void LogReady(string endpoint, string providerId, int modelCount);

    [LoggerMessage(EventId = EventIds.EndpointUnavailable, Level = LogLevel.Warning, Message = "'{Endpoint}' of provider '{ProviderId}' is unavailable: {Detail}")]
    private partial void LogUnavailable(string endpoint, string providerId, string? detail);
}
