using Switchyard.Inference.Models;
using Switchyard.InferenceNode.Models;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>What every endpoint does first: finds the model that is asked for.</summary>
internal static class ModelLookup
{
    public static (InferenceModel? Model, ApiError? Error) Find(ModelRegistry registry, string? name)
    {
        if (!registry.IsReady)
        {
            return (null, ApiErrors.Unavailable("The model is still being loaded. Try again shortly.", TimeSpan.FromSeconds(1)));
        }

        return registry.Find(name) is { } model ? (model, null) : (null, ApiErrors.ModelNotFound(name!));
    }
}
