using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Switchyard.ServiceDefaults.Tests.Telemetry;

public sealed class OtlpExportTests
{
    [Fact]
    public async Task Endpoint_Configured_ReceivesAllThreeSignals()
    {
        var received = new ConcurrentDictionary<string, bool>();
        await using var collector = await StartCollectorAsync(received);
        await using (var service = await TestService.StartAsync(
            settings: [("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.Single()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")]))
        {
            await service.Client.GetStringAsync("/hello/you", TestContext.Current.CancellationToken);
            service.App.Logger.LogWarning("Something to export.");
        }

        // Disposing the service flushed it.
        Assert.Equal(["/v1/logs", "/v1/metrics", "/v1/traces"], received.Keys.Order());
    }

    private static async Task<WebApplication> StartCollectorAsync(ConcurrentDictionary<string, bool> received)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v1/{signal}", (HttpContext context) => received.TryAdd(context.Request.Path, true));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
