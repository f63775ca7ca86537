using Switchyard.Inference.Scheduling;

namespace Switchyard.InferenceNode.Telemetry;

/// <summary>Records what one model's engine tells of its tokens and requests.</summary>
internal sealed class EngineRecorder(VllmMetrics metrics, string model) : IEngineObserver
{
    private readonly KeyValuePair<string, object?> _model = new(EngineReadings.ModelTag, model);

    public void OnFirstToken(TimeSpan elapsed) => metrics.FirstToken.Record(elapsed.TotalSeconds, _model);

    public void OnNextToken(TimeSpan elapsed) => metrics.NextToken.Record(elapsed.TotalSeconds, _model);

    public void OnTurn(int tokens) => metrics.IterationTokens.Record(tokens, _model);

    public void OnFinished(in GenerationSummary summary)
    {
        metrics.Success.Add(1, _model, new KeyValuePair<string, object?>("finished_reason", ToText(summary.FinishReason)));
        metrics.Total.Record(summary.TotalTime.TotalSeconds, _model);
        metrics.Queue.Record(summary.QueueTime.TotalSeconds, _model);
        metrics.PromptTokens.Record(summary.PromptTokens, _model);
        metrics.GeneratedTokens.Record(summary.GeneratedTokens, _model);
        if (summary is { PrefillTime: { } prefill, DecodeTime: { } decode })
        {
            metrics.Prefill.Record(prefill.TotalSeconds, _model);
            metrics.Decode.Record(decode.TotalSeconds, _model);
        }
    }

    private static string ToText(FinishReason? reason) => reason switch
    {
        FinishReason.Stop => "stop",
        FinishReason.Length => "length",
        FinishReason.Cancelled => "abort",
        _ => "error",
    };
}
