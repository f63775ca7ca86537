using System.Diagnostics.Metrics;

namespace Switchyard.InferenceNode.Telemetry;

/// <summary>
/// The metrics vLLM's operators know, with the same names, meanings and labels (https://docs.vllm.ai/en/latest/usage/metrics/). The slash
/// becomes the colon that instrument names may not have.
/// </summary>
internal sealed class VllmMetrics
{
    public VllmMetrics(Meter meter, EngineReadings readings)
    {
        readings.AddGauge("vllm/num_requests_running", "Requests that hold a slot.", static engine => engine.Running);
        readings.AddGauge("vllm/num_requests_waiting", "Requests that wait for a slot.", static engine => engine.Waiting);
        readings.AddGauge("vllm/kv_cache_usage_perc", "Share of key/value positions in use, 0 to 1.", static engine => engine.KeyValueUsage);
        readings.AddCounter("vllm/prompt_tokens", "Prompt tokens processed.", static engine => engine.PromptTokens);
        readings.AddCounter("vllm/prompt_tokens_cached", "Prompt tokens taken from the prefix cache.", static engine => engine.PrefixHitTokens);
        readings.AddCounter("vllm/generation_tokens", "Generated tokens.", static engine => engine.GeneratedTokens);
        readings.AddCounter("vllm/prefix_cache_queries", "Prompt tokens looked for in the prefix cache.", static engine => engine.PrefixQueryTokens);
        readings.AddCounter("vllm/prefix_cache_hits", "Prompt tokens found in the prefix cache.", static engine => engine.PrefixHitTokens);
        readings.AddCounter("vllm/num_preemptions", "Requests that lost their slot to another: none ever does.", static _ => 0);
        Success = meter.CreateCounter<long>("vllm/request_success", null, "Requests that ended, by finished_reason: stop, length, abort or error.");
        FirstToken = meter.CreateHistogram("vllm/time_to_first_token", "s", "Time from acceptance to the first token.", tags: null, MetricBuckets.FirstTokenSeconds);
        NextToken = meter.CreateHistogram("vllm/inter_token_latency", "s", "Time from one token of a request to the next.", tags: null, MetricBuckets.NextTokenSeconds);
        Total = meter.CreateHistogram("vllm/e2e_request_latency", "s", "Time from acceptance to the end.", tags: null, MetricBuckets.RequestSeconds);
        Queue = meter.CreateHistogram("vllm/request_queue_time", "s", "Time a request waited for a slot.", tags: null, MetricBuckets.RequestSeconds);
        Prefill = meter.CreateHistogram("vllm/request_prefill_time", "s", "Time from the slot to the first token.", tags: null, MetricBuckets.RequestSeconds);
        Decode = meter.CreateHistogram("vllm/request_decode_time", "s", "Time from the first token to the end.", tags: null, MetricBuckets.RequestSeconds);
        PromptTokens = meter.CreateHistogram("vllm/request_prompt_tokens", null, "Prompt tokens of a request.", tags: null, MetricBuckets.RequestTokens);
        GeneratedTokens = meter.CreateHistogram("vllm/request_generation_tokens", null, "Generated tokens of a request.", tags: null, MetricBuckets.RequestTokens);
        IterationTokens = meter.CreateHistogram("vllm/iteration_tokens_total", null, "Tokens of prompts and texts in one turn of the engine.", tags: null, MetricBuckets.IterationTokens);
    }

    public Counter<long> Success { get; }

    public Histogram<double> FirstToken { get; }

    public Histogram<double> NextToken { get; }

    public Histogram<double> Total { get; }

    public Histogram<double> Queue { get; }

    public Histogram<double> Prefill { get; }

    public Histogram<double> Decode { get; }

    public Histogram<double> PromptTokens { get; }

    public Histogram<double> GeneratedTokens { get; }

    public Histogram<double> IterationTokens { get; }
}
