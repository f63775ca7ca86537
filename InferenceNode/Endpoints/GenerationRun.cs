using System.Diagnostics;
using System.Runtime.CompilerServices;
using Switchyard.Inference.Scheduling;
using Switchyard.InferenceNode.Telemetry;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>An accepted generation with its telemetry.</summary>
internal sealed partial class GenerationRun(Generation generation, string model, Activity? activity, InferenceTelemetry telemetry, ILogger<GenerationRun> logger)
{
    private readonly long _started = Stopwatch.GetTimestamp();

    public int PromptTokens => generation.PromptTokens;

    public int CompletionTokens => generation.CompletionTokens;

    /// <summary>Waits until there is something to send, so that a failure before that is a plain error answer.</summary>
    public async Task WaitForFirstAsync(CancellationToken cancellationToken)
    {
        var hasText = false;
        try
        {
            hasText = await generation.Deltas.WaitToReadAsync(cancellationToken);
        }
        finally
        {
            // Nobody will read a generation that failed or was left before its first token.
            if (!hasText)
            {
                End("error");
            }
        }
    }

    /// <summary>Reads the text to its end; the last delta has the reason.</summary>
    public async IAsyncEnumerable<GenerationDelta> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reason = "error";
        var isFirst = true;
        try
        {
            await foreach (var delta in generation.Deltas.ReadAllAsync(cancellationToken))
            {
                if (isFirst)
                {
                    telemetry.FirstToken(model, Stopwatch.GetElapsedTime(_started));
                    isFirst = false;
                }

                reason = FinishReasons.ToText(delta.FinishReason) ?? reason;
                yield return delta;
            }
        }
        finally
        {
            End(reason);
        }
    }

    /// <summary>Gets what the caller is told when the engine failed or stops, and logs a failure.</summary>
    public ApiError Describe(EngineUnavailableException exception)
    {
        // An engine that only stops has no cause to look into.
        if (exception.InnerException is { } cause)
        {
            LogFailed(cause, model);
        }

        return ApiErrors.Unavailable(exception.Message, (exception as EngineBusyException)?.RetryAfter ?? TimeSpan.FromSeconds(1));
    }

    private void End(string reason) => telemetry.EndGeneration(activity, model, generation.CompletionTokens, reason);

    [LoggerMessage(EventId = EventIds.GenerationFailed, Level = LogLevel.Error, Message = "The model '{ModelId}' failed while it generated.")]
    private partial void LogFailed(Exception cause, string modelId);
}
