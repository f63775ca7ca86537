using Microsoft.Extensions.Options;
using Switchyard.Router.Balancing;
using Switchyard.Router.Configuration;
using Switchyard.Router.Discovery;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Model;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Routing;

/// <summary>Decides who is asked, in which order: the model's endpoints as they are balanced, then the same for each fallback.</summary>
internal sealed class RoutePlanner(ModelRegistry registry, ModelResolver resolver, ModelDiscovery discovery, EndpointBalancer balancer, IOptions<RouterOptions> options)
{
    /// <summary>Plans for <paramref name="request"/>, asking providers that were never asked before if its model is unknown.</summary>
    public async ValueTask<RoutePlan> PlanAsync(ForwardRequest request, CancellationToken cancellationToken)
    {
        var (model, operation) = (request.ModelName, request.Operation);
        var target = resolver.Resolve(model, operation);
        if (target is null)
        {
            if (FirstUnlisted() is { } unlisted)
            {
                await discovery.RefreshAsync(unlisted, cancellationToken);
            }

            // Also where all had been listed by then: the model may have come between the two looks.
            target = resolver.Resolve(model, operation);
        }

        return target is not null ? Plan(target, request) : RoutePlan.Refuse(Explain(model));
    }

    private RoutePlan Plan(ModelTarget target, ForwardRequest request)
    {
        var candidates = new List<RouteCandidate>(target.Endpoints.Length);
        balancer.Append(candidates, target, request);
        foreach (var fallback in FallbacksOf(target, request.ModelName))
        {
            if (resolver.Resolve(fallback, request.Operation) is { } next && next.ModelId != target.ModelId)
            {
                balancer.Append(candidates, next, request);
            }
        }

        if (candidates.Count == 0)
        {
            return RoutePlan.Refuse(ApiErrors.Unavailable($"No address serves '{target.ModelId}' now: it could not be loaded there, or they are being drained. GET /v1/models and GET /providers say which.", options.Value.Forwarding.RetryAfter));
        }

        return new RoutePlan(candidates, null);
    }

    // A route of just one of the names goes before those of all that begin so.
    private IEnumerable<string> FallbacksOf(ModelTarget target, string? model)
    {
        var routes = registry.Config.Fallbacks;
        if (routes.Count == 0)
        {
            return [];
        }

        foreach (var name in NamesOf(target, model))
        {
            if (routes.TryGetValue(name, out var fallbacks))
            {
                return fallbacks;
            }
        }

        foreach (var name in NamesOf(target, model))
        {
            if (NamePatterns.TryFind(routes, name, out var fallbacks, out var rest))
            {
                return rest is null ? fallbacks : fallbacks.Select(fallback => NamePatterns.Expand(fallback, rest));
            }
        }

        return [];
    }

    // What the request says, what that is an alias of, and what both mean.
    private IEnumerable<string> NamesOf(ModelTarget target, string? model)
    {
        if (!string.IsNullOrEmpty(model))
        {
            yield return model;
            if (NamePatterns.TryFind(registry.Config.Aliases, model, out var alias, out var rest))
            {
                yield return NamePatterns.Expand(alias, rest);
            }
        }

        yield return target.ModelId;
    }

    // Of several nodes one that has not answered yet may have a model that the others have not.
    private Provider? FirstUnlisted() => registry.Providers.FirstOrDefault(provider =>
        provider.Config.Kind == ProviderKind.Nodes && (!registry.Current.Listed.Contains(provider) || provider.Endpoints.Any(endpoint => endpoint.State.Status == EndpointStatus.Unknown)));

    // While the nodes have not said what they have, an unknown plain name may be theirs: that is "not now", not "never".
    private ApiError Explain(string? model) =>
        string.IsNullOrEmpty(model) || model == RegistrySnapshot.DefaultName || (FirstUnlisted() is { } nodes && MayBelongTo(nodes, model))
            ? ApiErrors.Unavailable("No node is ready yet. Try again in a moment; GET /providers says what is missing.", options.Value.Forwarding.RetryAfter)
            : ApiErrors.ModelNotFound(model);

    private static bool MayBelongTo(Provider provider, string model) =>
        !model.Contains('/', StringComparison.Ordinal) || model.StartsWith(provider.Config.Id + "/", StringComparison.Ordinal);
}
