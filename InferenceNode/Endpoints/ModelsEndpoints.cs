using Switchyard.Contracts.OpenAI;
using Switchyard.InferenceNode.Models;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary><c>GET /v1/models</c> and <c>/v1/models/{id}</c>: every known model with its state; one that is not loaded is loaded when asked.</summary>
internal sealed class ModelsEndpoints(ModelRegistry registry, TimeProvider time)
{
    private readonly long _created = time.GetUtcNow().ToUnixTimeSeconds();

    public IResult List() => TypedResults.Json(new ModelList { Data = registry.IsReady ? [.. registry.Entries.Select(Describe)] : [] }, OpenAIJsonContext.Default.ModelList);

    public IResult Get(string id)
    {
        if (!registry.IsReady)
        {
            return new ApiErrorResult(ApiErrors.Unavailable("The models are still being loaded. Try again shortly.", TimeSpan.FromSeconds(1)));
        }

        return registry.Find(id) is { } entry ? TypedResults.Json(Describe(entry), OpenAIJsonContext.Default.ModelInfo) : new ApiErrorResult(ApiErrors.ModelNotFound(id));
    }

    private ModelInfo Describe(ModelEntry entry) => new()
    {
        Id = entry.Name,
        Created = _created,
        MaxModelLen = entry.Facts?.ContextLength,
        RecommendedPromptTokens = entry.Facts?.Manifest.RecommendedPromptTokens,
        Description = entry.Facts?.Manifest.Description,
        Demo = entry.Facts?.Manifest.Demo,
        Capabilities = entry.Facts?.Capabilities ?? (entry.IsEmbedder ? ["embeddings"] : null),
        State = StateNames.Of(entry.State),
    };
}
