using System.Globalization;

namespace Switchyard.InferenceNode.Tests.Telemetry;

[Collection(ProcessWideTests.Name)]
public sealed class EngineMetricsTests(NodeApplication node) : IClassFixture<NodeApplication>
{
    [Fact]
    public async Task Metrics_OfARequestSentTwice_AreThoseOfVllmAndLlamaCpp()
    {
        var first = await SendAsync();
        var second = await SendAsync();

        var promptTokens = (double)first["usage"]!["prompt_tokens"]!;
        var generated = (double)first["usage"]!["completion_tokens"]!;
        var cached = Math.Floor((promptTokens - 1) / 16) * 16;
        var metrics = await ReadAsync(node);
        Assert.Equal(generated, (double)second["usage"]!["completion_tokens"]!);
        Assert.Equal(2 * promptTokens, metrics["vllm:prompt_tokens_total"]);
        Assert.Equal(2 * promptTokens, metrics["vllm:prefix_cache_queries_total"]);
        Assert.Equal(cached, metrics["vllm:prefix_cache_hits_total"]);
        Assert.Equal(2 * generated, metrics["vllm:generation_tokens_total"]);
        Assert.Equal(2, metrics["vllm:request_success_total"]);
        Assert.Equal((2 * promptTokens) - cached, metrics["llamacpp:prompt_tokens_total"]);
        Assert.Equal(2 * generated, metrics["llamacpp:tokens_predicted_total"]);
        Assert.Equal(2 * (generated - 1), metrics["llamacpp:n_decode_total"]);
        Assert.Equal(1, metrics["llamacpp:n_busy_slots_per_decode"]);
        Assert.Equal(2 * promptTokens, metrics["vllm:request_prompt_tokens_sum"]);
        Assert.Equal(2 * generated, metrics["vllm:request_generation_tokens_sum"]);
        Assert.Equal(2 * (generated - 1), metrics["vllm:inter_token_latency_seconds_count"]);
        Assert.All(s_twice, name => Assert.Equal(2, metrics[$"vllm:{name}_count"]));
        Assert.All(s_idle, name => Assert.Equal(0, metrics[name]));
        Assert.NotEqual(0, metrics["vllm:iteration_tokens_total_count"]);
    }

    [Fact]
    public async Task Metrics_BeforeAnyRequest_AreZeros()
    {
        await using var idle = new NodeApplication();
        await idle.InitializeAsync();

        var metrics = await ReadAsync(idle);

        Assert.All(s_idle.Append("vllm:prompt_tokens_total").Append("llamacpp:n_decode_total"), name => Assert.Equal(0, metrics[name]));
    }

    private static readonly string[] s_twice =
    [
        "time_to_first_token_seconds", "e2e_request_latency_seconds", "request_queue_time_seconds", "request_prefill_time_seconds", "request_decode_time_seconds",
        "request_prompt_tokens", "request_generation_tokens",
    ];

    private static readonly string[] s_idle =
    [
        "vllm:num_requests_running", "vllm:num_requests_waiting", "vllm:kv_cache_usage_perc", "vllm:num_preemptions_total", "llamacpp:requests_processing", "llamacpp:requests_deferred",
    ];

    private async Task<System.Text.Json.Nodes.JsonNode> SendAsync()
    {
        var answer = await node.PostJsonAsync("/v1/chat/completions", Requests.Capital);
        await node.WaitForIdleAsync();
        return answer;
    }

    // The last sample of each name; every one of them names the model.
    private static async Task<Dictionary<string, double>> ReadAsync(NodeApplication node)
    {
        var text = await node.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        var samples = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n').Where(line => line.StartsWith("vllm:", StringComparison.Ordinal) || line.StartsWith("llamacpp:", StringComparison.Ordinal)))
        {
            Assert.Contains("model_name=\"pocket\"", line, StringComparison.Ordinal);
            samples[line[..line.IndexOf('{', StringComparison.Ordinal)]] = double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
        }

        return samples;
    }
}
