using Switchyard.Router.Balancing;
using Xunit;

namespace Switchyard.Router.Tests.Balancing;

public sealed class LoadPoliciesTests
{
    [Fact]
    public void LeastOutstanding_OneHasLess_IsChosenAndSaysWhy()
    {
        var replicas = Replicas.Alike(3);
        replicas.All[0].Load.Begin(500, 0);
        replicas.All[1].Load.Begin(310, 0);
        replicas.All[2].Load.Begin(400, 0);

        Assert.Equal(new BalancingChoice(1, "least outstanding tokens (310, the least of 3 endpoints)"), new LeastOutstandingTokensPolicy().Choose(replicas.Describe(), replicas.All));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(8)]
    public void LeastOutstanding_AllAlike_TakesTurns(int count)
    {
        var replicas = Replicas.Alike(count);
        var policy = new LeastOutstandingTokensPolicy();

        var chosen = Enumerable.Range(0, 10 * count).Select(_ => replicas.Choose(policy)).ToList();

        Assert.All(chosen.CountBy(name => name), pair => Assert.Equal(10, pair.Value));
        Assert.Equal(count, chosen.Distinct().Count());
    }

    [Fact]
    public void LeastOutstanding_Weights_ShareTheWork()
    {
        var replicas = new Replicas(3, 1);
        var policy = new LeastOutstandingTokensPolicy();
        var tokens = replicas.Describe().Tokens;

        for (var i = 0; i < 400; i++)
        {
            replicas.All[policy.Choose(replicas.Describe(), replicas.All).Index].Load.Begin(tokens, 0);
        }

        Assert.InRange(replicas.All[0].Load.Requests, 298, 302);
    }

    [Fact]
    public void PowerOfTwo_ManyRequests_AreSpreadFarBetterThanAtRandom()
    {
        var replicas = Replicas.Alike(16);
        var policy = new PowerOfTwoPolicy(new Random(7));
        var tokens = replicas.Describe().Tokens;
        for (var i = 0; i < 16_000; i++)
        {
            replicas.All[policy.Choose(replicas.Describe(), replicas.All).Index].Load.Begin(tokens, 0);
        }

        var loads = replicas.Provider.Endpoints.Select(endpoint => endpoint.Load.Requests).ToList();

        // One choice at random leaves about 90 between the most and the least (three standard deviations of 31 each way).
        Assert.True(loads.Max() - loads.Min() <= 8, string.Join(" ", loads));
    }

    [Fact]
    public void PowerOfTwo_OfTwo_ChoosesTheLessLoaded()
    {
        var replicas = Replicas.Alike(2);
        replicas.All[0].Load.Begin(100, 0);
        var policy = new PowerOfTwoPolicy(new Random(1));

        Assert.All(Enumerable.Range(0, 50), _ => Assert.Equal("b", replicas.Choose(policy)));
    }

    [Fact]
    public void RoundRobin_Weights_AreLeftAside()
    {
        var replicas = new Replicas(5, 1, 1);
        var policy = new RoundRobinPolicy(isWeighted: false);

        Assert.Equal("abcabc", string.Concat(Enumerable.Range(0, 6).Select(_ => replicas.Choose(policy))));
    }

    [Fact]
    public void Weighted_Weights_AreKeptAndMixed()
    {
        var replicas = new Replicas(5, 1, 1);
        var policy = new RoundRobinPolicy(isWeighted: true);

        Assert.Equal("aabacaaaabacaa", string.Concat(Enumerable.Range(0, 14).Select(_ => replicas.Choose(policy))));
    }

    [Fact]
    public async Task Weighted_ManyThreads_KeepTheSharesExactly()
    {
        var replicas = new Replicas(3, 1);
        var policy = new RoundRobinPolicy(isWeighted: true);
        var chosen = new int[2];

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () =>
            {
                for (var i = 0; i < 1_000; i++)
                {
                    Interlocked.Increment(ref chosen[policy.Choose(replicas.Describe(), replicas.All).Index]);
                }
            },
            TestContext.Current.CancellationToken)));

        Assert.Equal([3_000, 1_000], chosen);
    }
}
