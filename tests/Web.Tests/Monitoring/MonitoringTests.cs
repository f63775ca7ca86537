using System.Text.Json;
using Switchyard.Contracts.Health;
using Switchyard.Tests.Common;
using Switchyard.Web.Clients;
using Switchyard.Web.Monitoring;
using Switchyard.Web.Tests.Support;
using Xunit;

namespace Switchyard.Web.Tests.Monitoring;

public sealed class MonitoringTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void From_Samples_CountsRequestsButNotProbes()
    {
        var metrics = ServiceMetrics.From(PrometheusText.Parse(Samples.Metrics, ServiceMetrics.Prefixes));

        Assert.Equal(new ServiceMetrics(12, 2), metrics);
    }

    [Fact]
    public void From_NoSamples_IsUnknown() => Assert.Equal(new ServiceMetrics(null, null), ServiceMetrics.From([]));

    [Fact]
    public void Observe_FirstCount_HasNoRate()
    {
        var rate = new RequestRate(_time);

        rate.Observe(100);

        Assert.Null(rate.Current);
        Assert.Empty(rate.History);
    }

    [Fact]
    public void Observe_Growth_IsPerSecond()
    {
        var rate = new RequestRate(_time);
        rate.Observe(100);
        _time.Advance(TimeSpan.FromSeconds(2));

        rate.Observe(107);

        Assert.Equal(3.5, rate.Current);
    }

    [Fact]
    public void Observe_Restart_CountsFromZero()
    {
        var rate = new RequestRate(_time);
        rate.Observe(100);
        _time.Advance(TimeSpan.FromSeconds(2));

        rate.Observe(4);

        Assert.Equal(2, rate.Current);
    }

    [Fact]
    public void Observe_Many_KeepsTheLast()
    {
        var rate = new RequestRate(_time);
        for (var i = 0; i < RequestRate.Capacity + 10; i++)
        {
            rate.Observe(i * i);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(RequestRate.Capacity, rate.History.Count);
        Assert.Equal((2 * (RequestRate.Capacity + 9)) - 1, rate.History[^1]);
    }

    [Fact]
    public void Build_Readings_GiveServicesThenStores()
    {
        var rows = ResourceRows.Build([Reading("web", Healthy("web")), Reading("router", null), Reading("agenthost", AgentHost()), Reading("inference-0", Healthy("inference-0"))]);

        Assert.Equal(
            [
                ("web", ResourceKind.Web, ResourceHealth.Healthy),
                ("router", ResourceKind.Router, ResourceHealth.Unreachable),
                ("agenthost", ResourceKind.Agents, ResourceHealth.Degraded),
                ("inference-0", ResourceKind.Node, ResourceHealth.Healthy),
                ("cache", ResourceKind.Store, ResourceHealth.Unhealthy),
                ("postgres", ResourceKind.Store, ResourceHealth.Healthy),
            ],
            rows.Select(static row => (row.Name, row.Kind, row.Health)));
    }

    [Fact]
    public void Build_DegradedService_SaysWhatIsWrong()
    {
        var row = ResourceRows.Build([Reading("agenthost", AgentHost())])[0];

        Assert.Equal("cache: Connection refused.", row.Detail);
        Assert.Equal(TimeSpan.FromSeconds(93.5), row.Uptime);
    }

    [Fact]
    public void Build_UnreachableService_HasNoFigures()
    {
        var row = ResourceRows.Build([Reading("router", null)])[0];

        Assert.Equal((null, null, null, "router is away"), (row.Latency, row.Uptime, row.Requests, row.Detail));
    }

    [Fact]
    public void Overall_Snapshot_IsTheWorst()
    {
        var snapshot = new SystemSnapshot(default, ResourceRows.Build([Reading("web", Healthy("web")), Reading("agenthost", AgentHost())]));

        Assert.Equal((ResourceHealth.Unhealthy, 2), (snapshot.Overall, snapshot.HealthyCount));
        Assert.Equal(ResourceHealth.Unknown, new SystemSnapshot(default, []).Overall);
    }

    private static ServiceHealth Healthy(string name) => new() { Status = "Healthy", Service = name, UptimeSeconds = 5, Checks = new Dictionary<string, HealthCheckEntry>() };

    private static ServiceHealth AgentHost() => JsonSerializer.Deserialize(Samples.Health, HealthJsonContext.Default.ServiceHealth)!;

    private ServiceReading Reading(string name, ServiceHealth? health)
        => new(name, new HealthReading(health, TimeSpan.FromMilliseconds(3), health is null ? $"{name} is away" : null), new ServiceMetrics(null, null), new RequestRate(_time));
}
