using OpenTelemetry.Metrics;

namespace Switchyard.ServiceDefaults.Telemetry;

/// <summary>Prometheus' names and types for OpenTelemetry's: https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/.</summary>
internal static class PrometheusNames
{
    public static string Name(string name, string unit, MetricType type)
    {
        var full = Clean(name);
        var suffix = UnitSuffix(unit);
        if (suffix.Length > 0 && !full.EndsWith(suffix, StringComparison.Ordinal))
        {
            full += suffix;
        }

        return IsCounter(type) && !full.EndsWith("_total", StringComparison.Ordinal) ? full + "_total" : full;
    }

    public static string Label(string name) => Clean(name).Replace(':', '_');

    public static string TypeName(MetricType type) => type switch
    {
        MetricType.Histogram or MetricType.ExponentialHistogram => "histogram",
        _ => IsCounter(type) ? "counter" : "gauge",
    };

    private static bool IsCounter(MetricType type) => type is MetricType.LongSum or MetricType.DoubleSum;

    // OpenTelemetry allows no colon in a name, and Prometheus no slash: a slash stands for the colon of names such as vllm:num_requests_running.
    private static string Clean(string name)
    {
        name = name.Replace('/', ':');
        var clean = string.Concat(name.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or ':' ? c : '_'));
        return clean.Length > 0 && char.IsAsciiDigit(clean[0]) ? "_" + clean : clean;
    }

    // Units in braces are remarks, such as {request}, and not part of a name.
    private static string UnitSuffix(string unit) => unit switch
    {
        "s" => "_seconds",
        "ms" => "_milliseconds",
        "By" => "_bytes",
        "%" => "_percent",
        _ => string.Empty,
    };
}
