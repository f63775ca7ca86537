using System.Runtime.CompilerServices;
using Switchyard.Contracts.Routing;
using Switchyard.Router.Discovery;
using Switchyard.Router.Telemetry;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Pulls;

/// <summary>Fetches models and throws them away at all addresses of a provider, and has the list of models say so at once.</summary>
internal sealed partial class ModelStore(OllamaStore store, ModelDiscovery discovery, ILogger<ModelStore> logger)
{
    /// <summary>Has <paramref name="model"/> fetched at one address after the other. At the end it is listed.</summary>
    /// <exception cref="PullException">It could not be fetched.</exception>
    public async IAsyncEnumerable<PullEvent> PullAsync(StoredModel model, PullEvent pull, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var endpoints = model.Provider.Endpoints;
        foreach (var endpoint in endpoints)
        {
            await foreach (var progress in store.PullAsync(model, endpoint, pull with { Endpoint = endpoints.Length > 1 ? endpoint.Config.Name : null }, cancellationToken))
            {
                yield return progress;
            }
        }

        await discovery.RefreshAfterChangeAsync(model.Provider, cancellationToken);
        LogPulled(model.Id);
    }

    /// <summary>Has <paramref name="model"/> thrown away wherever it is.</summary>
    /// <returns>Why it is not gone; <see langword="null"/> where it is.</returns>
    public async Task<ApiError?> RemoveAsync(StoredModel model, CancellationToken cancellationToken)
    {
        var wasThere = false;
        try
        {
            foreach (var endpoint in model.Provider.Endpoints)
            {
                wasThere |= await store.RemoveAsync(model, endpoint, cancellationToken);
            }
        }
        catch (PullException exception)
        {
            return exception.Error;
        }

        await discovery.RefreshAfterChangeAsync(model.Provider, cancellationToken);
        if (wasThere)
        {
            LogRemoved(model.Id);
        }

        return wasThere ? null : ApiErrors.ModelNotFound(model.Id);
    }

    [LoggerMessage(EventId = EventIds.ModelPulled, Level = LogLevel.Information, Message = "'{ModelId}' was pulled.")]
    private partial void LogPulled(string modelId);

    [LoggerMessage(EventId = EventIds.ModelRemoved, Level = LogLevel.Information, Message = "'{ModelId}' was removed.")]
    private partial void LogRemoved(string modelId);
}
