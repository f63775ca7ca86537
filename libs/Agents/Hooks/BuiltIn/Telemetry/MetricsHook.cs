using System.Diagnostics;
using System.Diagnostics.Metrics;
using Switchyard.Agents.Hooks.Contexts;

namespace Switchyard.Agents.Hooks.BuiltIn.Telemetry;

/// <summary>
/// Measures how long model calls, tool calls and runs take, and the tokens of model calls, as OpenTelemetry's conventions for generative AI name them. A call that
/// was not made, because a hook gave its outcome, is not measured.
/// </summary>
public sealed class MetricsHook : IHook
{
    private static readonly Histogram<double> s_duration = AgentTelemetry.Meter.CreateHistogram(
        GenAINames.OperationDuration,
        "s",
        "How long an operation took.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [.01, .02, .04, .08, .16, .32, .64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92] });

    private static readonly Histogram<long> s_tokens = AgentTelemetry.Meter.CreateHistogram(
        GenAINames.TokenUsage,
        "{token}",
        "Tokens of prompts and answers.",
        advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864] });

    /// <inheritdoc/>
    public string Name => "metrics";

    /// <inheritdoc/>
    public int Priority => HookPriorities.Observation;

    /// <inheritdoc/>
    public IReadOnlyList<HookPoint> Points { get; } = [HookPoint.ModelCalled, HookPoint.ToolCalled, HookPoint.RunEnded];

    /// <inheritdoc/>
    public bool OnlyObserves => true;

    /// <inheritdoc/>
    public ValueTask<HookResult> InvokeAsync(HookContext context, CancellationToken cancellationToken)
    {
        switch (context)
        {
            case ModelHookContext { Duration: { } duration } model:
                Measure(model, duration);
                break;
            case ToolHookContext { Duration: { } duration } tool:
                Measure(duration, Tags(GenAINames.ExecuteTool, GenAINames.OwnProvider, tool.Result is { IsSuccess: false } ? GenAINames.OtherError : null));
                break;
            case RunHookContext { Result: { } result }:
                Measure(result.Latency, Tags(GenAINames.InvokeAgent, GenAINames.OwnProvider, result.IsSuccess ? null : GenAINames.OtherError));
                break;
        }

        return new(HookResult.Continue);
    }

    private static void Measure(ModelHookContext call, TimeSpan duration)
    {
        var tags = Tags(GenAINames.Chat, call.Provider, GenAINames.TypeOf(call.Error));
        Add(ref tags, GenAINames.RequestModel, call.Options.ModelId);
        Add(ref tags, GenAINames.ResponseModel, call.Response?.ModelId);
        Measure(duration, tags);
        Measure(call.Response?.Usage?.InputTokenCount, "input", tags);
        Measure(call.Response?.Usage?.OutputTokenCount, "output", tags);
    }

    private static void Measure(TimeSpan duration, in TagList tags) => s_duration.Record(duration.TotalSeconds, tags);

    private static void Measure(long? tokens, string type, TagList tags)
    {
        if (tokens is { } count)
        {
            tags.Add(GenAINames.TokenType, type);
            s_tokens.Record(count, tags);
        }
    }

    private static TagList Tags(string operation, string provider, string? errorType)
    {
        var tags = new TagList { { GenAINames.OperationName, operation }, { GenAINames.ProviderName, provider } };
        Add(ref tags, GenAINames.ErrorType, errorType);
        return tags;
    }

    private static void Add(ref TagList tags, string name, string? value)
    {
        if (value is not null)
        {
            tags.Add(name, value);
        }
    }
}
