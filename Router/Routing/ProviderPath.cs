using Switchyard.Router.Forwarding;
using Switchyard.Router.Model;

namespace Switchyard.Router.Routing;

/// <summary>The provider that a request's path begins with: <c>/{provider}/v1/…</c>. Its models need not say whose they are.</summary>
/// <param name="Provider">The provider's id.</param>
internal sealed record ProviderPath(string Provider)
{
    /// <summary>Gets the one of <paramref name="context"/>; <see langword="null"/> where the path names none.</summary>
    public static ProviderPath? Of(HttpContext context) => context.Request.PathBase.HasValue ? context.Features.Get<ProviderPath>() : null;

    /// <summary>Gets the request for this provider alone: for the models it names there, or for its first that fits where it names none.</summary>
    public ForwardRequest Apply(ForwardRequest request, RegistrySnapshot models) => request with
    {
        ModelName = NameOf(request.ModelName, request.Operation, models),
        Hints = request.Hints.Models is { } listed ? request.Hints.WithModels(RouteHints.Split(listed).Select(name => NameOf(name, request.Operation, models))) : request.Hints,
    };

    private string NameOf(string? model, UpstreamOperation operation, RegistrySnapshot models)
    {
        if (string.IsNullOrEmpty(model) || model == RegistrySnapshot.DefaultName)
        {
            var wanted = operation == UpstreamOperation.Embeddings ? "embeddings" : "chat";
            return models.Models.FirstOrDefault(entry => entry.Provider.Config.Id == Provider && entry.Info.Capabilities?.Contains(wanted) is not false)?.Info.Id ?? Provider + "/";
        }

        var whole = $"{Provider}/{model}";
        return model.StartsWith(Provider + "/", StringComparison.Ordinal) && !models.Names.ContainsKey(whole) ? model : whole;
    }
}
