using System.Diagnostics;
using System.Diagnostics.Metrics;
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

    // Seconds; vLLM's buckets, so that its dashboards fit.
    private static readonly InstrumentAdvice<double> s_buckets = new()
    {
        HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160],
    };

    private readonly ActivitySource _activities = new(Name);
    private readonly Histogram<double> _timeToFirstToken;
    private readonly Counter<long> _promptTokens;
    private readonly Counter<long> _generatedTokens;

    public InferenceTelemetry(IMeterFactory meters, ModelRegistry registry)
    {
        var meter = meters.Create(Name);
        meter.CreateObservableGauge("switchyard.inference.requests.running", () => Observe(registry, isRunning: true), "{request}", "Requests that hold a slot.");
        meter.CreateObservableGauge("switchyard.inference.requests.waiting", () => Observe(registry, isRunning: false), "{request}", "Requests that wait for a slot.");
        _timeToFirstToken = meter.CreateHistogram<double>("switchyard.inference.time_to_first_token", "s", "Time from acceptance to the first token.", tags: null, s_buckets);
        _promptTokens = meter.CreateCounter<long>("switchyard.inference.prompt_tokens", "{token}", "Prompt tokens of accepted requests.");
        _generatedTokens = meter.CreateCounter<long>("switchyard.inference.generated_tokens", "{token}", "Generated tokens.");
    }

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
