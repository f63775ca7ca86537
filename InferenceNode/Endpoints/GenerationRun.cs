using System.Diagnostics;
using System.Runtime.CompilerServices;
using Switchyard.Inference.Models;
using Switchyard.Inference.Sampling;
using Switchyard.Inference.Scheduling;
using Switchyard.InferenceNode.Telemetry;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>An accepted generation, one choice of an answer, with its telemetry.</summary>
internal sealed class GenerationRun(Generation generation, InferenceModel model, Activity? activity, InferenceTelemetry telemetry)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private int _ended;

    /// <summary>Gets the choice's position in the answer.</summary>
    public required int Index { get; init; }

    /// <summary>Gets the prompt's position in the request.</summary>
    public required int PromptIndex { get; init; }

    /// <summary>Gets the prompt.</summary>
    public required IReadOnlyList<int> Prompt { get; init; }

    public InferenceModel Model => model;

    /// <summary>Gets how likely each token of the prompt but the first was, where that was asked for; whole once there is a piece of text.</summary>
    public IReadOnlyList<TokenLogProbs> PromptLogProbs => generation.PromptLogProbs;

    public int PromptTokens => generation.PromptTokens;

    public int CachedTokens => generation.CachedTokens;

    public int CompletionTokens => generation.CompletionTokens;

    /// <summary>Reads the text to its end; the last piece has the reason.</summary>
    public async IAsyncEnumerable<ChoiceDelta> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reason = "cancelled";
        var isFirst = true;
        var logProbs = new LogProbQueue(model.Tokenizer);
        try
        {
            await foreach (var delta in generation.Deltas.ReadAllAsync(cancellationToken))
            {
                if (isFirst)
                {
                    telemetry.FirstToken(model.Manifest.Name, Stopwatch.GetElapsedTime(_started));
                    isFirst = false;
                }

                reason = FinishReasons.ToText(delta.FinishReason) ?? reason;
                yield return logProbs.Add(delta);
            }
        }
        finally
        {
            // Whoever stops reading has left; only the engine's own failure is an error.
            End(generation.Deltas.Completion.IsFaulted ? "error" : reason);
        }
    }

    /// <summary>Ends the telemetry of a run that nobody reads to its end.</summary>
    public void End(string reason)
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            telemetry.EndGeneration(activity, model.Manifest.Name, generation.CompletionTokens, reason);
        }
    }
}
