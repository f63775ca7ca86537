using System.Runtime.CompilerServices;
using Switchyard.Contracts.Routing;
using Switchyard.Router.Discovery;
using Switchyard.Router.Model;
using Switchyard.Router.Telemetry;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Pulls;

/// <summary>Fetches models and throws them away at all addresses of a provider, and has the list of models say so at once.</summary>
internal sealed partial class ModelStore(OllamaStore store, ModelDiscovery discovery, ModelRegistry registry, ILogger<ModelStore> logger)
{
    /// <summary>Has <paramref name="model"/> fetched at one address after the other. At the end it is listed.</summary>
    /// <exception cref="PullException">It could not be fetched.</exception>
    public async IAsyncEnumerable<PullEvent> PullAsync(StoredModel model, PullEvent pull, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (endpoints, pulled) = (model.Provider.Endpoints, 0);
        try
        {
            foreach (var endpoint in endpoints)
            {
                await foreach (var progress in store.PullAsync(model, endpoint, pull with { Endpoint = endpoints.Length > 1 ? endpoint.Config.Name : null }, cancellationToken))
                {
                    yield return progress;
                }

                pulled++;
            }
        }
        finally
        {
            // Where one address has it and the next failed, it is there all the same.
            if (pulled > 0)
            {
                await RefreshAsync(model);
            }
        }

        LogPulled(model.Id);
    }

    /// <summary>Has <paramref name="model"/> thrown away wherever it is; an address that fails does not keep the others from it.</summary>
    /// <returns>Why it is not gone; <see langword="null"/> where it is.</returns>
    public async Task<ApiError?> RemoveAsync(StoredModel model, CancellationToken cancellationToken)
    {
        var (wasThere, failure) = (false, default(ApiError));
        foreach (var endpoint in model.Provider.Endpoints)
        {
            try
            {
                wasThere |= await store.RemoveAsync(model, endpoint, cancellationToken);
            }
            catch (PullException exception)
            {
                failure ??= exception.Error;
            }
        }

        await RefreshAsync(model);
        if (wasThere)
        {
            LogRemoved(model.Id);
        }

        return failure ?? (wasThere ? null : ApiErrors.ModelNotFound(model.Id));
    }

    // The provider may have been changed meanwhile, and then another is listed under its name. Asking has a time-out of its own.
    private Task RefreshAsync(StoredModel model) =>
        discovery.RefreshAfterChangeAsync(registry.ById.GetValueOrDefault(model.Provider.Config.Id) ?? model.Provider, CancellationToken.None);

    [LoggerMessage(EventId = EventIds.ModelPulled, Level = LogLevel.Information, Message = "'{ModelId}' was pulled.")]
    private partial void LogPulled(string modelId);

    [LoggerMessage(EventId = EventIds.ModelRemoved, Level = LogLevel.Information, Message = "'{ModelId}' was removed.")]
    private partial void LogRemoved(string modelId);
}
