using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Models;
using Switchyard.InferenceNode.Models;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary><c>GET /v1/models</c> and <c>/v1/models/{id}</c>.</summary>
internal sealed class ModelsEndpoints(ModelRegistry registry, TimeProvider time)
{
    private readonly long _created = time.GetUtcNow().ToUnixTimeSeconds();

    public IResult List() => TypedResults.Json(new ModelList { Data = [.. registry.Models.Select(Describe)] }, OpenAIJsonContext.Default.ModelList);

    public IResult Get(string id)
    {
        var (model, error) = ModelLookup.Find(registry, id);
        return model is null ? new ApiErrorResult(error!) : TypedResults.Json(Describe(model), OpenAIJsonContext.Default.ModelInfo);
    }

    private ModelInfo Describe(InferenceModel model) => new()
    {
        Id = model.Manifest.Name,
        Created = _created,
        MaxModelLen = model.ContextLength,
        RecommendedPromptTokens = model.Manifest.RecommendedPromptTokens,
        Description = model.Manifest.Description,
        Demo = model.Manifest.Demo,
        Capabilities = model.Chat is null ? ["completion"] : ["chat", "completion", "tools"],
    };
}
