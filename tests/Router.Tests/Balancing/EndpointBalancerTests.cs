using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Switchyard.Router.Balancing;
using Switchyard.Router.Configuration;
using Switchyard.Router.Failover;
using Switchyard.Router.Model;
using Switchyard.Router.Routing;
using Xunit;

namespace Switchyard.Router.Tests.Balancing;

public sealed class EndpointBalancerTests
{
    [Fact]
    public void Append_OneEndpoint_CostsTheCandidateOnly()
    {
        var replicas = Replicas.Alike(1);
        var (balancer, target, request) = (Create(replicas), Target(replicas), Replicas.Request(RouterRequests.Question));
        var candidates = new List<RouteCandidate>(200);
        balancer.Append(candidates, target, request);
        var alone = new RouteCandidate(replicas.Provider, replicas.All[0], "m", target.ModelId);
        var before = GC.GetAllocatedBytesForCurrentThread();
        alone = alone with { UpstreamName = "n" };
        var oneCandidate = GC.GetAllocatedBytesForCurrentThread() - before + NameBytes(target);

        before = GC.GetAllocatedBytesForCurrentThread();
        balancer.Append(candidates, target, request);

        Assert.Equal(oneCandidate, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Null(candidates[1].Why);
        Assert.Equal("n", alone.UpstreamName);
    }

    [Fact]
    public void Append_SomeInTrouble_ComeLast()
    {
        var replicas = Replicas.Alike(4);
        replicas.All[0].CoolDown(replicas.Time.GetUtcNow() + TimeSpan.FromSeconds(1));
        replicas.All[2].State = new EndpointState(EndpointStatus.Unavailable, null, "Gone.");
        replicas.All[1].Load.Begin(100, 0);

        var candidates = Order(replicas);

        Assert.Equal(["d", "b"], candidates.Take(2).Select(candidate => candidate.Endpoint.Config.Name));
        Assert.Equal(["a", "c"], candidates.Skip(2).Select(candidate => candidate.Endpoint.Config.Name).Order());
        Assert.Equal(["least outstanding tokens (0, the least of 2 endpoints)", null, null, null], candidates.Select(candidate => candidate.Why));
    }

    [Fact]
    public void Append_OnlyOneIsWell_SaysSo()
    {
        var replicas = Replicas.Alike(2);
        replicas.All[0].CoolDown(replicas.Time.GetUtcNow() + TimeSpan.FromSeconds(1));

        Assert.Equal(("b", "the only one of 2 addresses that is not in trouble"), (Order(replicas)[0].Endpoint.Config.Name, Order(replicas)[0].Why));
    }

    [Fact]
    public void Append_AllInTrouble_ChoosesAmongAll()
    {
        var replicas = Replicas.Alike(2);
        replicas.All[0].CoolDown(replicas.Time.GetUtcNow() + TimeSpan.FromSeconds(1));
        replicas.All[1].CoolDown(replicas.Time.GetUtcNow() + TimeSpan.FromSeconds(1));
        replicas.All[0].Load.Begin(5, 0);

        var candidates = Order(replicas);

        Assert.Equal(["b", "a"], candidates.Select(candidate => candidate.Endpoint.Config.Name));
        Assert.Equal("all 2 addresses are in trouble; least outstanding tokens (0, the least of 2 endpoints)", candidates[0].Why);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Append_Draining_GetsNothing(int count)
    {
        var replicas = Replicas.Alike(count);
        replicas.All[0].Health.IsDraining = true;

        Assert.Equal(count - 1, Order(replicas).Count);
        Assert.DoesNotContain(replicas.All[0], Order(replicas).Select(candidate => candidate.Endpoint));
    }

    [Fact]
    public void Append_CircuitOpen_ComesLastUntilProbesMayTryIt()
    {
        var replicas = Replicas.Alike(2);
        var guards = new UpstreamGuards(Options.Create(new RouterOptions()), replicas.Time);
        replicas.All[1].Load.Begin(10, 0);
        for (var i = 0; i < 5; i++)
        {
            Assert.True(guards.For(replicas.All[0]).Breaker.TryEnter(out var pass, out _));
            pass.Fail();
        }

        var candidates = new List<RouteCandidate>();
        Create(replicas, guards: guards).Append(candidates, Target(replicas), Replicas.Request(RouterRequests.Question));
        replicas.Time.Advance(TimeSpan.FromSeconds(5));
        Create(replicas, guards: guards).Append(candidates, Target(replicas), Replicas.Request(RouterRequests.Question));

        Assert.Equal(["b", "a", "a", "b"], candidates.Select(candidate => candidate.Endpoint.Config.Name));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(40)]
    public void Append_AnyNumber_TriesEachOnceAndNoMoreThanCanBe(int count)
    {
        var candidates = Order(Replicas.Alike(count));

        Assert.Equal(Math.Min(count, 6), candidates.Count);
        Assert.Equal(candidates.Count, candidates.Select(candidate => candidate.Endpoint).Distinct().Count());
    }

    [Theory]
    [InlineData("m", "session")]
    [InlineData("p/m", "session")]
    [InlineData("q/other", "least")]
    public void Append_RouteWithAPolicy_WinsOverTheProviders(string route, string expected)
    {
        var balancer = Create(Replicas.Alike(2), new Dictionary<string, BalancingPolicyKind> { [route] = BalancingPolicyKind.Session });
        var (candidates, replicas) = (new List<RouteCandidate>(), Replicas.Alike(2));

        balancer.Append(candidates, Target(replicas), Replicas.Request(RouterRequests.Question, "s"));

        Assert.StartsWith(expected, candidates[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Append_Session_GoesOnInTheSameOrderWhenTheFirstFails()
    {
        var replicas = Replicas.Alike(5);
        var balancer = Create(replicas, new Dictionary<string, BalancingPolicyKind> { ["m"] = BalancingPolicyKind.Session });
        var (before, after, request) = (new List<RouteCandidate>(), new List<RouteCandidate>(), Replicas.Request(RouterRequests.Question, "s"));
        balancer.Append(before, Target(replicas), request);

        before[0].Endpoint.CoolDown(replicas.Time.GetUtcNow() + TimeSpan.FromSeconds(1));
        balancer.Append(after, Target(replicas), request);

        Assert.Equal(before.Skip(1).Append(before[0]).Select(candidate => candidate.Endpoint.Config.Name), after.Select(candidate => candidate.Endpoint.Config.Name));
    }

    private static long NameBytes(ModelTarget target)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = target.ModelId;
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static List<RouteCandidate> Order(Replicas replicas)
    {
        var candidates = new List<RouteCandidate>();
        Create(replicas).Append(candidates, Target(replicas), Replicas.Request(RouterRequests.Question));
        return candidates;
    }

    private static ModelTarget Target(Replicas replicas) => new(replicas.Provider, "m", replicas.Provider.Endpoints);

    private static EndpointBalancer Create(Replicas replicas, Dictionary<string, BalancingPolicyKind>? routes = null, UpstreamGuards? guards = null)
    {
        var config = new RegistryConfig
        {
            Providers = [],
            Aliases = FrozenDictionary<string, string>.Empty,
            Fallbacks = FrozenDictionary<string, ImmutableArray<string>>.Empty,
            Balancing = (routes ?? []).ToFrozenDictionary(),
        };
        return new EndpointBalancer(new ModelRegistry(config), new BalancingPolicies(Options.Create(new RouterOptions())), guards ?? new UpstreamGuards(Options.Create(new RouterOptions()), replicas.Time), Options.Create(new RouterOptions()), replicas.Time);
    }
}
