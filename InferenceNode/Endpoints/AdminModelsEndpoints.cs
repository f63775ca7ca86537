using Microsoft.AspNetCore.Http.HttpResults;
using Switchyard.Contracts.Inference;
using Switchyard.Inference.Models;
using Switchyard.Inference.Native;
using Switchyard.InferenceNode.Models;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary><c>GET /admin/models</c>, <c>POST /admin/models/{name}/load</c> and <c>/unload</c>: what is in memory, and what shall be.</summary>
internal sealed class AdminModelsEndpoints(ModelRegistry registry, ModelManager manager, ModelMemory memory, ConfiguredModels configured)
{
    private static readonly TimeSpan s_later = TimeSpan.FromSeconds(5);

    public IResult List() => TypedResults.Json(
        new ModelStatusList { MemoryBytes = memory.Used, MemoryBudgetBytes = memory.Budget > 0 ? memory.Budget : null, Data = [.. registry.Entries.Select(Describe)] },
        InferenceJsonContext.Default.ModelStatusList);

    /// <summary>Loads a known model, or one in a folder below a configured root; answers when it is loaded.</summary>
    public async Task<IResult> LoadAsync(HttpContext context, string name)
    {
        string? folder = null;
        if (context.Request.ContentLength is not (null or 0) || context.Request.ContentType is not null)
        {
            var body = await JsonBody.ReadAsync(context, InferenceJsonContext.Default.LoadModelRequest);
            if (!body.IsValid)
            {
                return new ApiErrorResult(body.Error);
            }

            folder = body.Value.Folder;
        }

        return (folder is null ? CheckKnown(name) : AddFolder(name, folder)) is { } error ? new ApiErrorResult(error) : await LoadAsync(name, context.RequestAborted);
    }

    /// <summary>Unloads a model; answers when its requests have ended or were ended.</summary>
    public async Task<IResult> UnloadAsync(string name)
    {
        if (CheckKnown(name) is { } error)
        {
            return new ApiErrorResult(error);
        }

        await manager.UnloadAsync(name);
        return Answer(name);
    }

    private async Task<IResult> LoadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await manager.LoadAsync(name).WaitAsync(cancellationToken);
            return Answer(name);
        }
        catch (MemoryBudgetException exception)
        {
            return new ApiErrorResult(ApiErrors.Unavailable(exception.Message, s_later));
        }
        catch (Exception exception) when (exception is ModelLoadException or OrtException)
        {
            return new ApiErrorResult(ApiErrors.ModelLoadFailed(exception.Message));
        }
    }

    private ApiError? CheckKnown(string name) => registry.Find(name) switch
    {
        null => ApiErrors.ModelNotFound(name),
        { IsBuiltIn: true } => ApiErrors.Conflict($"The model '{name}' is built in: it is always loaded."),
        _ => null,
    };

    private ApiError? AddFolder(string name, string folder)
    {
        // One answer for a folder that is not there and one that may not be looked at.
        if (configured.FindBelowRoots(folder) is not { } path)
        {
            return ApiErrors.InvalidValue("folder", "There is no such folder below the configured Models:Roots.");
        }

        if (registry.Find(name) is { GivesUpItsName: false } known)
        {
            return known.Folder == path ? null : ApiErrors.Conflict($"The model '{name}' is known with another folder.");
        }

        try
        {
            var found = ModelManifest.Read(path).Name;
            if (found != name)
            {
                return ApiErrors.InvalidValue("folder", $"The model in this folder is named '{found}'; load it by that name.");
            }

            manager.Add(path);
            return null;
        }
        catch (ModelLoadException exception)
        {
            return ApiErrors.ModelLoadFailed(exception.Message);
        }
    }

    private JsonHttpResult<ModelStatus> Answer(string name) => TypedResults.Json(Describe(registry.Find(name)!), InferenceJsonContext.Default.ModelStatus);

    private static ModelStatus Describe(ModelEntry entry) => new()
    {
        Id = entry.Name,
        State = StateNames.Of(entry.State),
        Failure = entry.Failure,
        Folder = entry.IsBuiltIn ? null : entry.Folder,
        Runner = entry.Runner?.Name ?? (entry.IsBuiltIn ? "built-in" : "unknown"),
        Pinned = entry.IsPinned,
        MemoryBytes = entry.MemoryBytes,
        MaxModelLen = entry.Facts?.ContextLength,
        Slots = entry.Facts?.Slots,
        Running = entry.Handle?.Model.Running ?? 0,
        Requests = entry.Handle?.Leases ?? 0,
        LastUsed = entry.Handle?.LastUsed ?? entry.LastUsed,
    };
}
