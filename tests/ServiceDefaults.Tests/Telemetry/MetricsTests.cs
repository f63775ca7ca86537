using System.Diagnostics.Metrics;

namespace Switchyard.ServiceDefaults.Tests.Telemetry;

public sealed class MetricsTests : IDisposable
{
    // A name of its own: meters are process-wide and other tests' services see them too.
    private readonly Meter _meter = new($"Switchyard.Tests.{Guid.NewGuid():n}");

    public void Dispose() => _meter.Dispose();

    [Fact]
    public async Task Counter_HasTypeHelpAndTotal()
    {
        await using var service = await TestService.StartAsync();
        _meter.CreateCounter<long>("test.jobs.done", "{job}", "Jobs that are\ndone \\ over.").Add(3, new KeyValuePair<string, object?>("queue.name", "a\"b\\c\nd"));

        var text = await ReadAsync(service);

        Assert.Contains("# HELP test_jobs_done_total Jobs that are\\ndone \\\\ over.\n# TYPE test_jobs_done_total counter\ntest_jobs_done_total{queue_name=\"a\\\"b\\\\c\\nd\"} 3\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gauges_KeepTheirNames()
    {
        await using var service = await TestService.StartAsync();
        _meter.CreateObservableGauge("test.requests.running", () => 2);
        _meter.CreateUpDownCounter<double>("test.queue.size", "By").Add(1.5);

        var text = await ReadAsync(service);

        Assert.Contains("# TYPE test_requests_running gauge\ntest_requests_running 2\n", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE test_queue_size_bytes gauge\ntest_queue_size_bytes 1.5\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Histogram_BucketsAreCumulative()
    {
        await using var service = await TestService.StartAsync();
        var histogram = _meter.CreateHistogram("test.wait", "s", "Wait.", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1] });
        foreach (var value in (double[])[0.25, 0.75, 4])
        {
            histogram.Record(value);
        }

        var text = await ReadAsync(service);

        Assert.Contains(
            """
            # HELP test_wait_seconds Wait.
            # TYPE test_wait_seconds histogram
            test_wait_seconds_bucket{le="0.5"} 1
            test_wait_seconds_bucket{le="1"} 2
            test_wait_seconds_bucket{le="+Inf"} 3
            test_wait_seconds_sum 5
            test_wait_seconds_count 3

            """,
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_AreCounted_ProbesAreNot()
    {
        await using var service = await TestService.StartAsync();
        await service.Client.GetStringAsync("/hello/you", TestContext.Current.CancellationToken);
        await service.Client.GetStringAsync("/health", TestContext.Current.CancellationToken);

        var lines = (await ReadAsync(service)).Split('\n');

        Assert.Contains(lines, line => line.StartsWith("http_server_request_duration_seconds_count{", StringComparison.Ordinal) && line.Contains("http_route=\"/hello/{name}\"", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("http_server_request_duration_seconds_count{", StringComparison.Ordinal) && line.Contains("\"/health\"", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("dotnet_process_memory_working_set_bytes ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Text_EveryLine_IsWellFormed()
    {
        await using var service = await TestService.StartAsync();
        await service.Client.GetStringAsync("/hello/you", TestContext.Current.CancellationToken);

        var lines = (await ReadAsync(service)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(lines, line => Assert.Matches("""^(# (HELP|TYPE) [a-zA-Z_:][a-zA-Z0-9_:]* .*|[a-zA-Z_:][a-zA-Z0-9_:]*(\{([a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*",?)+\})? (\+Inf|-Inf|NaN|-?[0-9.]+(E[+-]?[0-9]+)?))$""", line));
        Assert.Equal(lines.Where(line => line.StartsWith("# TYPE", StringComparison.Ordinal)).Distinct().Count(), lines.Count(line => line.StartsWith("# TYPE", StringComparison.Ordinal)));
    }

    private static async Task<string> ReadAsync(TestService service)
    {
        using var response = await service.Client.GetAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
