using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Switchyard.Contracts.Health;

namespace Switchyard.ServiceDefaults.Tests.Health;

public sealed class HealthEndpointsTests
{
    [Theory]
    [InlineData(HealthStatus.Healthy, HttpStatusCode.OK)]
    [InlineData(HealthStatus.Degraded, HttpStatusCode.OK)]
    [InlineData(HealthStatus.Unhealthy, HttpStatusCode.ServiceUnavailable)]
    public async Task Health_OneCheck_DecidesTheStatus(HealthStatus status, HttpStatusCode code)
    {
        await using var service = await StartAsync(() => new HealthCheckResult(status, "as told"));

        var (answered, health) = await GetAsync(service, "/health");

        Assert.Equal((code, status.ToString(), "servicedefaults.tests"), (answered, health.Status, health.Service));
        Assert.Equal((status.ToString(), "as told"), (health.Checks["thing"].Status, health.Checks["thing"].Description));
        Assert.True(health.UptimeSeconds > 0);
    }

    [Fact]
    public async Task Alive_UnhealthyDependency_IsStillAlive()
    {
        await using var service = await StartAsync(() => HealthCheckResult.Unhealthy("away"));

        var (answered, health) = await GetAsync(service, "/alive");

        Assert.Equal((HttpStatusCode.OK, "Healthy", 0), (answered, health.Status, health.Checks.Count));
    }

    [Fact]
    public async Task Health_CheckThrows_HidesTheMessage()
    {
        await using var service = await StartAsync(() => throw new InvalidOperationException("Password=hunter2"));

        var (_, health) = await GetAsync(service, "/health");

        Assert.Equal("The check failed with InvalidOperationException; the log has the cause.", health.Checks["thing"].Description);
    }

    [Fact]
    public async Task Health_CheckHangs_IsUnhealthyAfterTheLimit()
    {
        await using var service = await TestService.StartAsync(
            options => options.HealthCheckTimeout = TimeSpan.FromMilliseconds(100),
            builder => builder.Services.AddHealthChecks().AddAsyncCheck("thing", async cancellationToken =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return HealthCheckResult.Healthy();
            }));

        var (answered, health) = await GetAsync(service, "/health");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), (answered, health.Checks["thing"].Status));
    }

    [Fact]
    public async Task Health_ResourceName_IsTheServiceName()
    {
        await using var service = await TestService.StartAsync(settings: ("OTEL_SERVICE_NAME", "inference-1"));

        var (_, health) = await GetAsync(service, "/health");

        Assert.Equal("inference-1", health.Service);
    }

    [Fact]
    public async Task Health_Changes_AreLoggedOnceEach()
    {
        var log = new RecordingLoggerProvider();
        var status = HealthStatus.Unhealthy;
        await using var service = await TestService.StartAsync(build: builder =>
        {
            builder.Logging.AddProvider(log);
            builder.Services.AddHealthChecks().AddCheck("thing", () => new HealthCheckResult(status, "So it is."));
        });

        await GetAsync(service, "/health");
        await GetAsync(service, "/health");
        status = HealthStatus.Healthy;
        await GetAsync(service, "/health");
        await GetAsync(service, "/health");

        Assert.Equal(
            ["Warning: The health check 'thing' is now Unhealthy. So it is.", "Information: The health check 'thing' is Healthy again."],
            log.Entries.Where(entry => entry.Message.Contains("health check", StringComparison.OrdinalIgnoreCase)).Select(entry => $"{entry.Level}: {entry.Message}"));
    }

    private static Task<TestService> StartAsync(Func<HealthCheckResult> check) =>
        TestService.StartAsync(build: builder => builder.Services.AddHealthChecks().AddCheck("thing", check));

    private static async Task<(HttpStatusCode Code, ServiceHealth Health)> GetAsync(TestService service, string path)
    {
        using var response = await service.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync(HealthJsonContext.Default.ServiceHealth, TestContext.Current.CancellationToken))!);
    }
}
