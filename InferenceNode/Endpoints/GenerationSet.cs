using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Scheduling;
using Switchyard.InferenceNode.Telemetry;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>The generations of one request: all its prompts' choices, in the answer's order. Disposal ends those that still run.</summary>
internal sealed partial class GenerationSet(IReadOnlyList<GenerationRun> runs, CancellationTokenSource cancellation, ILogger<GenerationSet> logger) : IAsyncDisposable
{
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(1);

    private int _disposed;

    public IReadOnlyList<GenerationRun> Runs => runs;

    /// <summary>Counts the tokens so far; a prompt with several choices counts once.</summary>
    public Usage CountUsage()
    {
        int prompt = 0, cached = 0, completion = 0, prompts = 0;
        foreach (var run in runs)
        {
            completion += run.CompletionTokens;
            if (run.PromptIndex == prompts)
            {
                prompts++;
                prompt += run.PromptTokens;
                cached += run.CachedTokens;
            }
        }

        return new Usage
        {
            PromptTokens = prompt,
            CompletionTokens = completion,
            TotalTokens = prompt + completion,
            PromptTokensDetails = new PromptTokensDetails { CachedTokens = cached },
        };
    }

    /// <summary>Gets what the caller is told when the engine failed, stops or has too much to do, and logs a failure.</summary>
    public ApiError Describe(EngineUnavailableException exception)
    {
        // An engine that only stops has no cause to look into.
        if (exception.InnerException is { } cause)
        {
            LogFailed(cause, runs[0].Model.Manifest.Name);
        }

        return ApiErrors.Unavailable(exception.Message, (exception as EngineBusyException)?.RetryAfter ?? s_retryAfter);
    }

    public async ValueTask DisposeAsync()
    {
        // Both the answer and the response that never got one dispose it.
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await cancellation.CancelAsync();
        cancellation.Dispose();
        foreach (var run in runs)
        {
            run.End("cancelled");
        }
    }

    [LoggerMessage(EventId = EventIds.GenerationFailed, Level = LogLevel.Error, Message = "The model '{ModelId}' failed while it generated.")]
    private partial void LogFailed(Exception cause, string modelId);
}
