using Switchyard.Router.Balancing;
using Xunit;

namespace Switchyard.Router.Tests.Balancing;

public sealed class RequestLoadTests
{
    private readonly EndpointLoad _load = new();

    [Fact]
    public void CountContent_OfAnAnswer_TakesThePromptThenOneTokenEach()
    {
        using var request = _load.Begin(100, 3);
        var seen = new List<long> { _load.Tokens };
        for (var i = 0; i < 5; i++)
        {
            request.CountContent();
            seen.Add(_load.Tokens);
        }

        Assert.Equal([103, 3, 2, 1, 1, 1], seen);
        Assert.Equal(1, _load.Requests);
    }

    [Fact]
    public void Dispose_InTheMiddle_TakesTheRestOnce()
    {
        var other = _load.Begin(7, 0);
        var request = _load.Begin(100, 50);
        request.CountContent();

        request.Dispose();
        request.Dispose();
        request.CountContent();

        Assert.Equal((7, 1), (_load.Tokens, _load.Requests));
        other.Dispose();
        Assert.Equal((0, 0), (_load.Tokens, _load.Requests));
    }

    [Fact]
    public async Task Begin_OnManyThreads_LeavesNothingBehind()
    {
        using var start = new Barrier(8);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => Task.Run(
            () =>
            {
                var random = new Random(seed);
                start.SignalAndWait(TestContext.Current.CancellationToken);
                for (var i = 0; i < 5_000; i++)
                {
                    using var request = _load.Begin(random.Next(1, 500), random.Next(0, 50));
                    for (var pieces = random.Next(0, 60); pieces > 0; pieces--)
                    {
                        request.CountContent();
                        Assert.True(_load.Tokens > 0);
                    }
                }
            },
            TestContext.Current.CancellationToken)));

        Assert.Equal((0, 0), (_load.Tokens, _load.Requests));
    }

    [Fact]
    public async Task CountContent_BesideTheEnd_TakesNothingTwice()
    {
        for (var i = 0; i < 2_000; i++)
        {
            var request = _load.Begin(10, 10);
            var counting = Task.Run(
                () =>
                {
                    for (var pieces = 0; pieces < 12; pieces++)
                    {
                        request.CountContent();
                    }
                },
                TestContext.Current.CancellationToken);
            request.Dispose();
            await counting;

            Assert.Equal((0, 0), (_load.Tokens, _load.Requests));
        }
    }
}
