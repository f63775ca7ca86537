using OpenTelemetry.Metrics;
using Switchyard.ServiceDefaults.Telemetry;

namespace Switchyard.ServiceDefaults.Tests.Telemetry;

public sealed class PrometheusNamesTests
{
    [Theory]
    [InlineData("http.server.request.duration", "s", MetricType.Histogram, "http_server_request_duration_seconds")]
    [InlineData("switchyard.inference.requests.running", "{request}", MetricType.LongGauge, "switchyard_inference_requests_running")]
    [InlineData("jobs", "", MetricType.LongSum, "jobs_total")]
    [InlineData("jobs.total", "", MetricType.LongSum, "jobs_total")]
    [InlineData("read", "By", MetricType.DoubleSum, "read_bytes_total")]
    [InlineData("size.bytes", "By", MetricType.LongSumNonMonotonic, "size_bytes")]
    [InlineData("wait", "ms", MetricType.DoubleGauge, "wait_milliseconds")]
    [InlineData("vllm/num_requests_running", "", MetricType.DoubleGauge, "vllm:num_requests_running")]
    [InlineData("vllm/prompt_tokens", "", MetricType.DoubleSum, "vllm:prompt_tokens_total")]
    [InlineData("vllm/iteration_tokens_total", "", MetricType.Histogram, "vllm:iteration_tokens_total")]
    [InlineData("2nd-try", "", MetricType.LongGauge, "_2nd_try")]
    public void Name_FollowsTheConventions(string name, string unit, MetricType type, string expected) => Assert.Equal(expected, PrometheusNames.Name(name, unit, type));

    [Theory]
    [InlineData("http.route", "http_route")]
    [InlineData("a:b", "a_b")]
    [InlineData("a/b", "a_b")]
    [InlineData("1st", "_1st")]
    public void Label_HasNoColon(string name, string expected) => Assert.Equal(expected, PrometheusNames.Label(name));

    [Theory]
    [InlineData(MetricType.LongSum, "counter")]
    [InlineData(MetricType.DoubleSumNonMonotonic, "gauge")]
    [InlineData(MetricType.Histogram, "histogram")]
    [InlineData(MetricType.ExponentialHistogram, "histogram")]
    public void TypeName_IsPrometheus(MetricType type, string expected) => Assert.Equal(expected, PrometheusNames.TypeName(type));
}
