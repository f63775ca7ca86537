using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Failover;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Media;
using Switchyard.Router.Model;
using Switchyard.Router.Routing;

namespace Switchyard.Router.Balancing;

/// <summary>
/// Puts a model's endpoints in the order in which they are tried: first the policy's choice, then the others with the least loaded before, last those
/// in trouble. Those being drained get nothing. Where all are in trouble the policy chooses among all of them: a guess is better than a refusal.
/// </summary>
internal sealed class EndpointBalancer(ModelRegistry registry, BalancingPolicies policies, UpstreamGuards guards, IOptions<RouterOptions> options, TimeProvider time)
{
    private readonly BalancingPolicyKind _kind = BalancingPolicyNames.Parse(options.Value.Balancing.Policy)!.Value;
    private readonly int _maxCandidates = options.Value.Forwarding.MaxAttempts;

    /// <summary>Adds the endpoints of <paramref name="target"/> to <paramref name="candidates"/>, no more than could be tried.</summary>
    public void Append(List<RouteCandidate> candidates, ModelTarget target, ForwardRequest request)
    {
        if (target.Endpoints.Length > 1)
        {
            AppendInOrder(candidates, target, request);
        }
        else if (target.Endpoints.Length == 1 && !target.Endpoints[0].Health.IsDraining)
        {
            candidates.Add(new RouteCandidate(target.Provider, target.Endpoints[0], target.UpstreamName, target.ModelId));
        }
    }

    private void AppendInOrder(List<RouteCandidate> candidates, ModelTarget target, ForwardRequest request)
    {
        var buffer = new EndpointBuffer();
        var endpoints = target.Endpoints.Length <= EndpointBuffer.Length ? buffer[..target.Endpoints.Length] : new UpstreamEndpoint[target.Endpoints.Length];
        var now = time.GetUtcNow();
        var preferred = Partition(target.Endpoints, ref endpoints, now);
        if (endpoints.IsEmpty)
        {
            return;
        }

        var kind = KindOf(target, request);
        var context = Describe(target, request, kind, now);
        var first = candidates.Count;
        AppendChoice(candidates, target, context, policies.Get(kind), ref endpoints, ref preferred);
        while (endpoints.Length > 0 && candidates.Count - first < _maxCandidates)
        {
            AppendNext(candidates, target, context, ref endpoints, ref preferred);
        }
    }

    private static void AppendChoice(List<RouteCandidate> candidates, ModelTarget target, in BalancingRequest request, IBalancingPolicy policy, ref Span<UpstreamEndpoint> endpoints, ref int preferred)
    {
        var choice = policy.Choose(request, preferred > 0 ? endpoints[..preferred] : endpoints);
        var why = preferred switch
        {
            0 => $"all {endpoints.Length} addresses are in trouble; {choice.Why}",
            1 => $"the only one of {endpoints.Length} addresses that is not in trouble",
            _ => choice.Why,
        };
        candidates.Add(new RouteCandidate(target.Provider, Take(choice.Index, ref endpoints, ref preferred), target.UpstreamName, target.ModelId) { Why = why, Prefix = choice.Prefix });
    }

    // The next address of a conversation is the same for all of its requests; everywhere else it is the one that has the least to do.
    private static void AppendNext(List<RouteCandidate> candidates, ModelTarget target, in BalancingRequest request, ref Span<UpstreamEndpoint> endpoints, ref int preferred)
    {
        var open = preferred > 0 ? endpoints[..preferred] : endpoints;
        var next = request.Session is { } session ? SessionPolicy.Find(session, open) : LeastOutstandingTokensPolicy.Find(request, open);
        candidates.Add(new RouteCandidate(target.Provider, Take(next, ref endpoints, ref preferred), target.UpstreamName, target.ModelId) { Prefix = candidates[^1].Prefix });
    }

    private static UpstreamEndpoint Take(int index, ref Span<UpstreamEndpoint> endpoints, ref int preferred)
    {
        var taken = endpoints[index];
        if (index < preferred)
        {
            preferred--;
            endpoints[index] = endpoints[preferred];
            index = preferred;
        }

        endpoints[index] = endpoints[^1];
        endpoints = endpoints[..^1];
        return taken;
    }

    /// <summary>Puts those to be preferred before the others, leaves those out that are being drained, and says how many are preferred.</summary>
    private int Partition(ImmutableArray<UpstreamEndpoint> from, ref Span<UpstreamEndpoint> to, DateTimeOffset now)
    {
        var (preferred, all) = (0, 0);
        foreach (var endpoint in from)
        {
            if (endpoint.Health.IsDraining)
            {
                continue;
            }

            to[all] = endpoint;
            if (endpoint.IsPreferred(now) && !guards.For(endpoint).Breaker.IsResting)
            {
                (to[preferred], to[all]) = (endpoint, to[preferred]);
                preferred++;
            }

            all++;
        }

        to = to[..all];
        return preferred;
    }

    private static BalancingRequest Describe(ModelTarget target, ForwardRequest request, BalancingPolicyKind kind, DateTimeOffset now)
    {
        string? source = null;
        ulong? session = kind == BalancingPolicyKind.Session ? SessionKey.Find(request, out source) : null;
        return new BalancingRequest(request, target.Provider, target.UpstreamName, PromptSize.TokensOf(target.Provider, request.Body.Length, request.Media), target.Provider.NextTurn(), now) { Session = session, SessionSource = source };
    }

    private BalancingPolicyKind KindOf(ModelTarget target, ForwardRequest request) =>
        registry.Config.Balancing.Count > 0 && (NamePatterns.TryFind(registry.Config.Balancing, request.ModelName ?? string.Empty, out var kind, out _) || NamePatterns.TryFind(registry.Config.Balancing, target.ModelId, out kind, out _)) ? kind
        : target.Provider.Config.Balancing ?? _kind;
}
