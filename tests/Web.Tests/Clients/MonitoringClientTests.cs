using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Switchyard.Tests.Common.Upstreams;
using Switchyard.Web.Clients;
using Switchyard.Web.Tests.Support;
using Xunit;

namespace Switchyard.Web.Tests.Clients;

public sealed class MonitoringClientTests
{
    [Theory]
    [InlineData(200)]
    [InlineData(503)]
    public async Task GetHealthAsync_AnyStatus_ReadsTheDocument(int status)
    {
        await using var service = await FakeUpstream.StartAsync(Replies.Json(Samples.Health, status), TestContext.Current.CancellationToken);

        var reading = await Client(service).GetHealthAsync("agenthost", TestContext.Current.CancellationToken);

        Assert.Equal("Degraded", reading.Health!.Status);
        Assert.Equal(93.5, reading.Health.UptimeSeconds);
        Assert.Equal("Connection refused.", reading.Health.Checks["cache"].Description);
        Assert.Null(reading.Problem);
        Assert.True(reading.Latency > TimeSpan.Zero);
        Assert.Equal("/health", Assert.Single(service.Requests).Path);
    }

    [Fact]
    public async Task GetHealthAsync_OtherFormat_SaysSo()
    {
        await using var service = await FakeUpstream.StartAsync(Replies.Json("Healthy"), TestContext.Current.CancellationToken);

        var reading = await Client(service).GetHealthAsync("router", TestContext.Current.CancellationToken);

        Assert.Equal("router does not speak this system's health format.", reading.Problem);
    }

    [Fact]
    public async Task GetHealthAsync_ConnectionReset_IsAProblem()
    {
        await using var service = await FakeUpstream.StartAsync(Replies.Reset(), TestContext.Current.CancellationToken);

        var reading = await Client(service).GetHealthAsync("router", TestContext.Current.CancellationToken);

        Assert.Null(reading.Health);
        Assert.Equal("router cannot be reached; ./switchyard logs router says why.", reading.Problem);
    }

    [Fact]
    public async Task GetMetricsAsync_Text_GivesWantedSamples()
    {
        await using var service = await FakeUpstream.StartAsync(Replies.Json(Samples.Metrics), TestContext.Current.CancellationToken);

        var samples = await Client(service).GetMetricsAsync("inference-0", ["switchyard_inference_requests_running"], TestContext.Current.CancellationToken);

        Assert.Equal(2, Assert.Single(samples).Value);
        Assert.Equal("/metrics", Assert.Single(service.Requests).Path);
    }

    [Fact]
    public async Task GetMetricsAsync_ErrorAnswer_GivesNone()
    {
        await using var service = await FakeUpstream.StartAsync(Replies.Json("{}", 404), TestContext.Current.CancellationToken);

        Assert.Empty(await Client(service).GetMetricsAsync("router", [], TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("http://[::]:7070", "http://localhost:7070/")]
    [InlineData("http://0.0.0.0:7070", "http://localhost:7070/")]
    [InlineData("http://127.0.0.1:24070", "http://127.0.0.1:24070/")]
    [InlineData(null, "http://localhost:7070/")]
    public void SelfAddress_Listening_CanBeCalled(string? listening, string expected)
        => Assert.Equal(expected, new SelfAddress(new StubServer(listening)).Value.ToString());

    private static MonitoringClient Client(FakeUpstream service)
        => new(new RedirectingClientFactory(new Uri(service.Address)).CreateClient(""), new SelfAddress(new StubServer(null)), Services.Configured(), TimeProvider.System);

    private sealed class StubServer(string? address) : IServer
    {
        public IFeatureCollection Features { get; } = Listening(address);

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }

        private static FeatureCollection Listening(string? address)
        {
            var features = new FeatureCollection();
            var addresses = new ServerAddresses();
            if (address is not null)
            {
                addresses.Addresses.Add(address);
            }

            features.Set<IServerAddressesFeature>(addresses);
            return features;
        }
    }

    private sealed class ServerAddresses : IServerAddressesFeature
    {
        public ICollection<string> Addresses { get; } = [];

        public bool PreferHostingUrls { get; set; }
    }
}
