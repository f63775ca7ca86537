using Microsoft.AspNetCore.Http;
using Switchyard.Hosting.Model;
using Switchyard.Hosting.Supervision;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Hosting.Tests.Supervision;

public sealed class HttpProbeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{\"status\":\"Degraded\"}", "Degraded")]
    [InlineData("{\"status\":\"Healthy\"}", "Healthy")]
    [InlineData("Healthy", "Healthy")]
    [InlineData("[1]", "Healthy")]
    [InlineData("{\"status\":1}", "Healthy")]
    public async Task Answer_AsExpected_IsReadyWithTheStatusItTells(string body, string expected)
    {
        await using var service = await FakeUpstream.StartAsync(context => context.Response.WriteAsync(body, Token), Token);

        var probe = await HttpProbe.AskAsync(service.Endpoint.Port, new HealthCheckConfig("/health", 200, null), Token);

        Assert.Equal((true, expected), (probe.IsReady, probe.Status));
    }

    [Fact]
    public async Task Answer_WithAnotherStatus_IsNotReady()
    {
        await using var service = await FakeUpstream.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        }, Token);
        var port = service.Endpoint.Port;

        var probe = await HttpProbe.AskAsync(port, new HealthCheckConfig("/health", 200, null), Token);

        Assert.Equal(ProbeResult.NotReady($"GET http://localhost:{port}/health answered 503"), probe);
    }

    [Fact]
    public async Task Port_NobodyListensOn_IsNotReady()
    {
        var port = FreePorts.Next();

        var probe = await HttpProbe.AskAsync(port, new HealthCheckConfig("/health", 200, null), Token);

        Assert.False(probe.IsReady);
        Assert.StartsWith($"GET http://localhost:{port}/health failed: ", probe.Description, StringComparison.Ordinal);
    }
}
