using Switchyard.Router.Balancing;
using Switchyard.Router.Configuration;
using Switchyard.Router.Routing;
using Xunit;

namespace Switchyard.Router.Tests.Routing;

public sealed class WeightedOrderTests
{
    private const int Seed = 20260;
    private const int Draws = 100_000;

    private static readonly WeightedModel[] s_models = [new("a/stable", 95), new("a/canary", 5), new("a/spare", 0)];

    [Fact]
    public void Of_ManyKeys_DrawsByWeight()
    {
        var random = new Random(Seed);
        var canaries = Enumerable.Range(0, Draws).Count(_ => WeightedOrder.Of(s_models, (ulong)random.NextInt64())[0].Model == "a/canary");

        // Four standard deviations around 5 of 100.
        Assert.True(canaries is > 4724 and < 5276, $"{canaries} of {Draws} with seed {Seed}");
    }

    /// <summary>Names that differ in a digit are drawn as evenly as random keys, on every route.</summary>
    [Theory]
    [InlineData("chat")]
    [InlineData("team/*")]
    public void Of_NumberedSessions_DrawsByWeight(string route)
    {
        WeightedModel[] models = [new("a/m", 1), new("b/m", 2), new("c/m", 7)];
        var drawn = Enumerable.Range(0, Draws).CountBy(i => WeightedOrder.Of(models, StableHash.Combine(StableHash.Of($"user-{i}"), StableHash.Of(route)))[0].Weight).ToDictionary();

        foreach (var weight in (int[])[1, 2, 7])
        {
            // Four standard deviations around the share.
            var share = Draws * weight / 10.0;
            Assert.InRange(drawn[weight], share - (4 * Math.Sqrt(share * (10 - weight) / 10)), share + (4 * Math.Sqrt(share * (10 - weight) / 10)));
        }
    }

    [Fact]
    public void Of_OneKey_DrawsTheSameAndTheOthersFollowByWeight()
    {
        for (ulong key = 0; key < 1000; key++)
        {
            var order = WeightedOrder.Of(s_models, key).Select(entry => entry.Model).ToList();

            Assert.Equal(order[0] == "a/canary" ? ["a/canary", "a/stable", "a/spare"] : ["a/stable", "a/canary", "a/spare"], order);
            Assert.Equal(order, WeightedOrder.Of([.. s_models.Reverse()], key).Select(entry => entry.Model));
        }
    }

    [Fact]
    public void Of_GrowingWeight_TakesKeysAndGivesNoneBack()
    {
        WeightedModel[] grown = [new("a/stable", 80), new("a/canary", 20)];

        for (ulong key = 0; key < 10_000; key++)
        {
            Assert.True(WeightedOrder.Of(s_models, key)[0].Model != "a/canary" || WeightedOrder.Of(grown, key)[0].Model == "a/canary");
        }
    }
}
