using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Switchyard.Router.Balancing;
using Switchyard.Router.Configuration;
using Switchyard.Router.Health;
using Switchyard.Router.Tests.Balancing;
using Xunit;

namespace Switchyard.Router.Tests.Health;

public sealed class OutlierDetectorTests
{
    private readonly Replicas _replicas = Replicas.Alike(4);
    private readonly RouterOptions _options = new();

    [Fact]
    public void Record_FailuresInARow_EjectForTheTime()
    {
        Record(0, "fffff");

        Assert.Equal(_replicas.Time.GetUtcNow() + TimeSpan.FromSeconds(10), EjectedUntil(0));
        Assert.False(_replicas.All[0].IsPreferred(_replicas.Time.GetUtcNow()));
        Advance(10);
        Assert.Null(EjectedUntil(0));
        Assert.True(_replicas.All[0].IsPreferred(_replicas.Time.GetUtcNow()));
    }

    [Theory]
    [InlineData("ffffsffff", false)]
    [InlineData("sssssffff", false)]
    [InlineData("ssssssfff", false)]
    [InlineData("fffssssssss", false)]
    [InlineData("sssssssfff", true)]
    [InlineData("sfsfsfsfsf", true)]
    public void Record_ShareOfFailures_CountsFromTheLeastVolume(string outcomes, bool isEjected)
    {
        Record(0, outcomes);

        Assert.Equal(isEjected, EjectedUntil(0) is not null);
    }

    [Fact]
    public void Record_OldFailures_AreForgotten()
    {
        Record(0, "sssssff");
        Advance(61);
        Record(0, "ssssssssff");

        Assert.Null(EjectedUntil(0));
    }

    [Fact]
    public void Record_EjectedAgain_TakesLongerUpToTheCap()
    {
        _options.Health.MaxEjection = TimeSpan.FromSeconds(25);
        var lengths = new List<double>();
        for (var i = 0; i < 4; i++)
        {
            Record(0, "fffff");
            lengths.Add((EjectedUntil(0)!.Value - _replicas.Time.GetUtcNow()).TotalSeconds);
            _replicas.Time.Advance(TimeSpan.FromSeconds(lengths[^1]));
        }

        Advance(25);
        Record(0, "fffff");

        Assert.Equal([10, 20, 25, 25], lengths);
        Assert.Equal(_replicas.Time.GetUtcNow() + TimeSpan.FromSeconds(10), EjectedUntil(0));
    }

    [Fact]
    public void Record_AllFail_EjectsNoMoreThanTheShare()
    {
        for (var i = 0; i < 4; i++)
        {
            Record(i, "fffffffff");
        }

        Assert.Equal([true, true, false, false], Enumerable.Range(0, 4).Select(i => EjectedUntil(i) is not null));
    }

    [Fact]
    public void Record_OnlyAddress_IsNeverEjected()
    {
        var alone = Replicas.Alike(1);
        var detector = new OutlierDetector(Options.Create(_options), alone.Time, NullLogger<OutlierDetector>.Instance);
        for (var i = 0; i < 20; i++)
        {
            detector.Record(alone.Provider, alone.All[0], isFailure: true);
        }

        Assert.Null(alone.All[0].Health.EjectedUntil(alone.Time.GetUtcNow()));
    }

    [Fact]
    public async Task Record_OnManyThreads_KeepsTheShare()
    {
        var detector = new OutlierDetector(Options.Create(_options), _replicas.Time, NullLogger<OutlierDetector>.Instance);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
            () =>
            {
                for (var j = 0; j < 500; j++)
                {
                    detector.Record(_replicas.Provider, _replicas.All[(i + j) % 4], isFailure: true);
                }
            },
            TestContext.Current.CancellationToken)));

        Assert.Equal(2, _replicas.Provider.Endpoints.Count(endpoint => endpoint.Health.EjectedUntil(_replicas.Time.GetUtcNow()) is not null));
    }

    [Fact]
    public void WeightAt_AfterTheEjection_GrowsEvenly()
    {
        Record(0, "fffff");
        var weights = new List<double>();
        foreach (var seconds in (int[])[10, 1, 4, 3, 2])
        {
            Advance(seconds);
            weights.Add(_replicas.All[0].WeightAt(_replicas.Time.GetUtcNow()));
        }

        Assert.Equal([0.1, 0.1, 0.5, 0.8, 1], weights);
    }

    [Fact]
    public void Choose_EndpointStartsSlowly_GetsFewerRequests()
    {
        Record(0, "fffff");
        Advance(11);
        var policy = new RoundRobinPolicy(isWeighted: false);

        var chosen = Enumerable.Range(0, 31).Select(_ => _replicas.Choose(policy)).CountBy(name => name).ToDictionary();

        Assert.Equal((1, 10, 10, 10), (chosen["a"], chosen["b"], chosen["c"], chosen["d"]));
    }

    private void Record(int endpoint, string outcomes)
    {
        var detector = new OutlierDetector(Options.Create(_options), _replicas.Time, NullLogger<OutlierDetector>.Instance);
        foreach (var outcome in outcomes)
        {
            detector.Record(_replicas.Provider, _replicas.All[endpoint], isFailure: outcome == 'f');
        }
    }

    private void Advance(int seconds) => _replicas.Time.Advance(TimeSpan.FromSeconds(seconds));

    private DateTimeOffset? EjectedUntil(int endpoint) => _replicas.All[endpoint].Health.EjectedUntil(_replicas.Time.GetUtcNow());
}
