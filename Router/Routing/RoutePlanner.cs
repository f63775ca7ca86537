using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Discovery;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Model;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Routing;

/// <summary>Decides who is asked, in which order: the model's endpoints in turn, those in trouble last, then the same for each fallback.</summary>
internal sealed class RoutePlanner(ModelRegistry registry, ModelResolver resolver, ModelDiscovery discovery, IOptions<RouterOptions> options, TimeProvider time)
{
    /// <summary>Plans for <paramref name="request"/>, asking providers that were never asked before if its model is unknown.</summary>
    public async ValueTask<RoutePlan> PlanAsync(ForwardRequest request, CancellationToken cancellationToken)
    {
        var (model, operation) = (request.ModelName, request.Operation);
        var target = resolver.Resolve(model, operation);
        if (target is null && FirstUnlisted() is { } unlisted)
        {
            await discovery.RefreshAsync(unlisted, cancellationToken);
            target = resolver.Resolve(model, operation);
        }

        return target is not null ? Plan(target, model, operation) : RoutePlan.Refuse(Explain(model));
    }

    private RoutePlan Plan(ModelTarget target, string? model, UpstreamOperation operation)
    {
        var candidates = new List<RouteCandidate>(target.Endpoints.Length);
        Append(candidates, target);
        foreach (var fallback in FallbacksOf(target, model))
        {
            if (resolver.Resolve(fallback, operation) is { } next)
            {
                Append(candidates, next);
            }
        }

        if (candidates.Count > options.Value.Forwarding.MaxAttempts)
        {
            candidates.RemoveRange(options.Value.Forwarding.MaxAttempts, candidates.Count - options.Value.Forwarding.MaxAttempts);
        }

        return new RoutePlan(candidates, null);
    }

    private ImmutableArray<string> FallbacksOf(ModelTarget target, string? model) =>
        model is not null && registry.Config.Fallbacks.TryGetValue(model, out var byName) ? byName
        : registry.Config.Fallbacks.TryGetValue(target.ModelId, out var byId) ? byId
        : [];

    private void Append(List<RouteCandidate> candidates, ModelTarget target)
    {
        var now = time.GetUtcNow();
        var endpoints = target.Endpoints;
        var first = endpoints.Length > 1 ? (int)(target.Provider.NextTurn() % (uint)endpoints.Length) : 0;
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < endpoints.Length; i++)
            {
                var endpoint = endpoints[(first + i) % endpoints.Length];
                if (endpoint.IsPreferred(now) == (pass == 0))
                {
                    candidates.Add(new RouteCandidate(target.Provider, endpoint, target.UpstreamName, target.ModelId));
                }
            }
        }
    }

    private Provider? FirstUnlisted() => registry.Providers.FirstOrDefault(provider => provider.Config.Kind == ProviderKind.Nodes && !provider.IsListed);

    // While the nodes have not said what they have, an unknown plain name may be theirs: that is "not now", not "never".
    private ApiError Explain(string? model) =>
        string.IsNullOrEmpty(model) || model == RegistrySnapshot.DefaultName || (FirstUnlisted() is { } nodes && MayBelongTo(nodes, model))
            ? ApiErrors.Unavailable("No node is ready yet. Try again in a moment; GET /providers says what is missing.", options.Value.Forwarding.RetryAfter)
            : ApiErrors.ModelNotFound(model);

    private static bool MayBelongTo(Provider provider, string model) =>
        !model.Contains('/', StringComparison.Ordinal) || model.StartsWith(provider.Config.Id + "/", StringComparison.Ordinal);
}
