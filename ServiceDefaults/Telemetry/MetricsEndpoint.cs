using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Switchyard.ServiceDefaults.Telemetry;

/// <summary>Answers <c>GET /metrics</c> in Prometheus' text format, which every collector that asks for another also reads.</summary>
internal static class MetricsEndpoint
{
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static async Task<ContentHttpResult> WriteAsync(PrometheusExporter exporter, CancellationToken cancellationToken) =>
        TypedResults.Text(await exporter.CollectAsync(cancellationToken), ContentType);
}
