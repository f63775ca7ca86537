using Switchyard.Web.Clients;

namespace Switchyard.Web.Monitoring;

/// <summary>What the overview takes out of a service's metrics.</summary>
internal sealed record ServiceMetrics(long? Requests, int? Running)
{
    // The histogram ASP.NET Core writes for every request; its count is the number of requests, whatever unit suffix an exporter adds.
    private const string RequestDuration = "http_server_request_duration";
    private const string RequestsRunning = "switchyard_inference_requests_running";

    public static IReadOnlyList<string> Prefixes { get; } = [RequestDuration, RequestsRunning];

    private static readonly string[] s_ownRoutes = ["health", "alive", "metrics"];

    public static ServiceMetrics From(IReadOnlyList<MetricSample> samples)
    {
        if (samples.Count == 0)
        {
            return new ServiceMetrics(null, null);
        }

        var requests = samples.Where(IsCountedRequest).Sum(static sample => sample.Value);
        var running = samples.Where(static sample => sample.Name == RequestsRunning).Select(static sample => (double?)sample.Value).Sum();
        var hasGauge = samples.Any(static sample => sample.Name == RequestsRunning);
        return new ServiceMetrics((long)requests, hasGauge ? (int?)running : null);
    }

    // Looking at a service must not count as using it.
    private static bool IsCountedRequest(MetricSample sample)
        => sample.Name.StartsWith(RequestDuration, StringComparison.Ordinal)
            && sample.Name.EndsWith("_count", StringComparison.Ordinal)
            && !s_ownRoutes.Contains(sample.Label("http_route")?.Trim('/'), StringComparer.OrdinalIgnoreCase);
}
