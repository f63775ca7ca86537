using Switchyard.Router.Forwarding;
using Switchyard.Router.Model;

namespace Switchyard.Router.Routing;

/// <summary>The provider that a request's path begins with: <c>/{provider}/v1/…</c>. Its models need not say whose they are.</summary>
/// <param name="Provider">The provider's id.</param>
internal sealed record ProviderPath(string Provider)
{
    /// <summary>Gets the one of <paramref name="context"/>; <see langword="null"/> where the path names none.</summary>
    public static ProviderPath? Of(HttpContext context) => context.Request.PathBase.HasValue ? context.Features.Get<ProviderPath>() : null;

    /// <summary>Gets the request for this provider alone: for the model it names there, or for its first that fits where it names none.</summary>
    public ForwardRequest Apply(ForwardRequest request, RegistrySnapshot models) => request with { ModelName = NameOf(request, models) };

    private string NameOf(ForwardRequest request, RegistrySnapshot models)
    {
        if (string.IsNullOrEmpty(request.ModelName) || request.ModelName == RegistrySnapshot.DefaultName)
        {
            var wanted = request.Operation == UpstreamOperation.Embeddings ? "embeddings" : "chat";
            return models.Models.FirstOrDefault(entry => entry.Provider.Config.Id == Provider && entry.Info.Capabilities?.Contains(wanted) is not false)?.Info.Id ?? Provider + "/";
        }

        var whole = $"{Provider}/{request.ModelName}";
        return request.ModelName.StartsWith(Provider + "/", StringComparison.Ordinal) && !models.Names.ContainsKey(whole) ? request.ModelName : whole;
    }
}
