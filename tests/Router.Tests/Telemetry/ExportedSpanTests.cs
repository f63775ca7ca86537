using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Services;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Telemetry;

/// <summary>The Router's own process with its own settings, in which the host logs nothing of requests: with a collector there are spans all the same.</summary>
public sealed class ExportedSpanTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string Parent = $"00-{TraceId}-b7ad6b7169203331-01";

    [Fact]
    public async Task Collector_Configured_ReceivesSpansOfCallersTrace()
    {
        var token = TestContext.Current.CancellationToken;
        await using var upstream = await FakeUpstream.StartAsync(ChatReplies.Choice("""{"index":0,"message":{"role":"assistant","content":"42"},"finish_reason":"stop"}"""), token);
        await using var collector = await FakeUpstream.StartAsync(static _ => Task.CompletedTask, token);
        await using (var router = await StartAsync(upstream, collector, token))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
            {
                Content = JsonContent.Create(new { model = "up/m", messages = new[] { new { role = "user", content = "6*7" } } }),
                Headers = { { "traceparent", Parent } },
            };
            using var answer = await router.Http.SendAsync(request, token);
            Assert.Equal(StatusCodes.Status200OK, (int)answer.StatusCode);
        }

        // The Router's own span stands between the caller's and the upstream's.
        var passedOn = Assert.Single(upstream.Requests).Headers["traceparent"];
        Assert.StartsWith($"00-{TraceId}-", passedOn, StringComparison.Ordinal);
        Assert.NotEqual(Parent, passedOn);

        // A process that ends sends what it has; protocol buffers hold texts as they are.
        var spans = string.Concat(collector.Requests.Where(static request => request.Path == "/v1/traces").Select(static request => request.Body));
        Assert.Contains("POST /v1/chat/completions", spans, StringComparison.Ordinal);
        Assert.Contains("gen_ai.provider.name", spans, StringComparison.Ordinal);
    }

    private static Task<ServiceProcess> StartAsync(FakeUpstream upstream, FakeUpstream collector, CancellationToken cancellationToken) => ServiceProcess.StartAsync(
        "Router",
        new Dictionary<string, string>
        {
            ["Router:FindOllama"] = "false",
            ["Router:Providers:up:BaseUrl"] = upstream.Endpoint.ToString(),
            ["Router:Providers:up:Models:0"] = "m",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        },
        cancellationToken);
}
