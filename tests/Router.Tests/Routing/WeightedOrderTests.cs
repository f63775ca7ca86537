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
