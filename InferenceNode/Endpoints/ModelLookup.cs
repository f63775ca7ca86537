using Microsoft.Extensions.Options;
using Switchyard.Inference.Embeddings;
using Switchyard.Inference.Models;
using Switchyard.Inference.Native;
using Switchyard.InferenceNode.Models;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>
/// What every endpoint does first: finds the model that is asked for, loads it if it is known and not in memory, and holds it until the
/// response has ended.
/// </summary>
internal sealed class ModelLookup(ModelRegistry registry, ModelManager manager, IOptions<ModelLifecycleOptions> options, TimeProvider time)
{
    // As often as a model may be unloaded again between its load and the request's turn; each time is a rare race.
    private const int Attempts = 3;

    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_later = TimeSpan.FromSeconds(5);

    /// <summary>Gets a model that generates text.</summary>
    public async Task<(InferenceModel? Model, ApiError? Error)> FindGeneratorAsync(HttpContext context, string? name)
    {
        var (model, error) = await FindAsync(context, name, isEmbedder: false);
        return ((InferenceModel?)model, error);
    }

    /// <summary>Gets a model that makes embeddings.</summary>
    public async Task<(IEmbedder? Model, ApiError? Error)> FindEmbedderAsync(HttpContext context, string? name)
    {
        var (model, error) = await FindAsync(context, name, isEmbedder: true);
        return ((IEmbedder?)model, error);
    }

    private async Task<(IServedModel? Model, ApiError? Error)> FindAsync(HttpContext context, string? name, bool isEmbedder)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (registry.Find(name, isEmbedder) is not { } entry)
            {
                return (null, registry.IsReady ? ApiErrors.ModelNotFound(name ?? "default") : Loading());
            }

            if (entry.IsEmbedder != isEmbedder)
            {
                return (null, WrongKind(entry));
            }

            if (entry.Handle?.TryAcquire() is { } lease)
            {
                context.Response.RegisterForDispose(lease);
                return (lease.Model, null);
            }

            if (await LoadAsync(entry, context.RequestAborted) is { } error)
            {
                return (null, error);
            }
        }

        return (null, ApiErrors.Unavailable("The model is being unloaded. Try again shortly.", s_soon));
    }

    private static ApiError WrongKind(ModelEntry entry) => ApiErrors.InvalidValue("model", entry.IsEmbedder
        ? $"The model '{entry.Name}' makes embeddings only; use /v1/embeddings."
        : $"The model '{entry.Name}' makes no embeddings; GET /v1/models names those that do in their capabilities.");

    private static ApiError Loading() => ApiErrors.Unavailable("The model is still being loaded. Try again shortly.", s_soon);

    private async Task<ApiError?> LoadAsync(ModelEntry entry, CancellationToken cancellationToken)
    {
        if (!registry.IsReady)
        {
            return Loading();
        }

        if (entry.State == ModelState.Failed)
        {
            return ApiErrors.Unavailable($"The model '{entry.Name}' could not be loaded; GET /admin/models says why.", s_later);
        }

        try
        {
            await manager.LoadAsync(entry.Name).WaitAsync(options.Value.LoadWait, time, cancellationToken);
            return null;
        }
        catch (TimeoutException)
        {
            return Loading();
        }
        catch (MemoryBudgetException)
        {
            return ApiErrors.Unavailable($"There is no memory for the model '{entry.Name}' while others are in use. Try again later.", s_later);
        }
        catch (Exception exception) when (exception is ModelLoadException or OrtException)
        {
            return ApiErrors.Unavailable($"The model '{entry.Name}' could not be loaded; GET /admin/models says why.", s_later);
        }
        catch (ObjectDisposedException)
        {
            return ApiErrors.Unavailable("The server is stopping.", s_soon);
        }
    }
}
