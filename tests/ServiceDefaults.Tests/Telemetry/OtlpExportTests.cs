using System.Collections.Concurrent;
using System.Text;
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
        var received = new ConcurrentDictionary<string, string>();
        await using var collector = await StartCollectorAsync(received);
        await using (var service = await TestService.StartAsync(
            settings: [("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.Single()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_SERVICE_NAME", "otlp-test")]))
        {
            await service.Client.GetStringAsync("/hello/you", TestContext.Current.CancellationToken);
            service.App.Logger.LogWarning("Something to export.");
        }

        // Disposing the service flushed it.
        Assert.Equal(["/v1/logs", "/v1/metrics", "/v1/traces"], received.Keys.Order());
        Assert.All(received.Values, body => Assert.Contains(Attribute("service.name", "otlp-test"), body, StringComparison.Ordinal));
    }

    // A KeyValue of opentelemetry.proto.common.v1: the key, then field 2 (AnyValue) with field 1 (a string) in it.
    private static string Attribute(string key, string value) => $"{key}\u0012{(char)(value.Length + 2)}\n{(char)value.Length}{value}";

    private static async Task<WebApplication> StartCollectorAsync(ConcurrentDictionary<string, string> received)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v1/{signal}", async (HttpContext context) =>
        {
            // Protocol buffers hold their texts as they are.
            using var reader = new StreamReader(context.Request.Body, Encoding.Latin1);
            received.TryAdd(context.Request.Path, await reader.ReadToEndAsync(context.RequestAborted));
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
