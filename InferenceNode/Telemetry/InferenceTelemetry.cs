using System.Diagnostics;
using System.Diagnostics.Metrics;
using Switchyard.Inference.Scheduling;
using Switchyard.InferenceNode.Models;

namespace Switchyard.InferenceNode.Telemetry;

/// <summary>
/// The node's meter and activity source. Names of spans and their attributes follow the GenAI conventions
/// (https://opentelemetry.io/docs/specs/semconv/gen-ai/).
/// </summary>
internal sealed class InferenceTelemetry : IDisposable
{
    public const string Name = "Switchyard.InferenceNode";
    private const string ModelTag = "model";

    private readonly ActivitySource _activities = new(Name);
    private readonly Histogram<double> _timeToFirstToken;
    private readonly Counter<long> _promptTokens;
    private readonly Counter<long> _generatedTokens;
    private readonly VllmMetrics _vllm;

    public InferenceTelemetry(IMeterFactory meters, ModelRegistry registry)
    {
        var meter = meters.Create(Name);
        meter.CreateObservableGauge("switchyard.inference.requests.running", () => Observe(registry, isRunning: true), "{request}", "Requests that hold a slot.");
        meter.CreateObservableGauge("switchyard.inference.requests.waiting", () => Observe(registry, isRunning: false), "{request}", "Requests that wait for a slot.");
        _timeToFirstToken = meter.CreateHistogram("switchyard.inference.time_to_first_token", "s", "Time from acceptance to the first token.", tags: null, MetricBuckets.FirstTokenSeconds);
        _promptTokens = meter.CreateCounter<long>("switchyard.inference.prompt_tokens", "{token}", "Prompt tokens of accepted requests.");
        _generatedTokens = meter.CreateCounter<long>("switchyard.inference.generated_tokens", "{token}", "Generated tokens.");
        var readings = new EngineReadings(meter, registry);
        _vllm = new VllmMetrics(meter, readings);
        LlamaCppMetrics.Add(readings);
    }

    /// <summary>Gets who records what the engine of <paramref name="model"/> tells.</summary>
    public IEngineObserver Observe(string model) => new EngineRecorder(_vllm, model);

    public Activity? StartGeneration(string operation, string model, int promptTokens)
    {
        _promptTokens.Add(promptTokens, new KeyValuePair<string, object?>(ModelTag, model));
        var activity = _activities.StartActivity($"{operation} {model}");
        activity?.SetTag("gen_ai.operation.name", operation);
        activity?.SetTag("gen_ai.provider.name", "switchyard");
        activity?.SetTag("gen_ai.request.model", model);
        activity?.SetTag("gen_ai.usage.input_tokens", promptTokens);
        return activity;
    }

    public void FirstToken(string model, TimeSpan elapsed) => _timeToFirstToken.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>(ModelTag, model));

    public void EndGeneration(Activity? activity, string model, int generatedTokens, string finishReason)
    {
        _generatedTokens.Add(generatedTokens, new KeyValuePair<string, object?>(ModelTag, model));
        activity?.SetTag("gen_ai.usage.output_tokens", generatedTokens);
        activity?.SetTag("gen_ai.response.finish_reasons", new[] { finishReason });
        activity?.Dispose();
    }

    public void Dispose() => _activities.Dispose();

    private static IEnumerable<Measurement<int>> Observe(ModelRegistry registry, bool isRunning)
    {
        foreach (var model in registry.Models)
        {
            yield return new Measurement<int>(isRunning ? model.Engine.Running : model.Engine.Waiting, new KeyValuePair<string, object?>(ModelTag, model.Manifest.Name));
        }
    }
}
