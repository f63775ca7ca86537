using System.Collections.Concurrent;
using System.Diagnostics;

namespace Switchyard.ServiceDefaults.Tests.Telemetry;

public sealed class ServerSpanTests
{
    [Theory]
    [InlineData("/hello/you", "GET /hello/{name}", 200, ActivityStatusCode.Unset)]
    [InlineData("/nowhere", "GET", 404, ActivityStatusCode.Unset)]
    [InlineData("/fail", "GET /fail", 500, ActivityStatusCode.Error)]
    public async Task Span_IsCompleted(string path, string name, int status, ActivityStatusCode code)
    {
        var span = await RecordAsync(path);

        Assert.Equal((name, status, code), (span.DisplayName, span.GetTagItem("http.response.status_code"), span.Status));
        Assert.Equal(code == ActivityStatusCode.Error ? "500" : null, span.GetTagItem("error.type"));
        Assert.Equal(code == ActivityStatusCode.Error ? ["exception"] : [], span.Events.Select(item => item.Name));
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    [InlineData("/metrics")]
    public async Task Probe_IsNotRecorded(string path) => Assert.False((await RecordAsync(path)).Recorded);

    // Sources are process-wide, so the span is found by an id only this request has.
    private static async Task<Activity> RecordAsync(string path)
    {
        var trace = ActivityTraceId.CreateRandom();
        var stopped = new ConcurrentQueue<Activity>();
        var ended = new SemaphoreSlim(0);
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == trace)
                {
                    stopped.Enqueue(activity);
                    ended.Release();
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var service = await TestService.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = service.Client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.True(await ended.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        return Assert.Single(stopped);
    }
}
