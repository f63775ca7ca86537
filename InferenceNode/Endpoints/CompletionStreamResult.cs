using System.Runtime.CompilerServices;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>A text completion as a stream.</summary>
internal sealed class CompletionStreamResult(CompletionAnswer answer, GenerationSet set, StreamOptions? options)
    : GenerationStreamResult<Completion>(set, options, OpenAIJsonContext.Default.Completion)
{
    protected override async IAsyncEnumerable<Completion> ReadAsync(GenerationRun run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var logprobs = answer.CreateLogprobs(run);
        var echo = answer.GetEcho(run);
        await foreach (var delta in run.ReadAsync(cancellationToken))
        {
            if (echo.Length > 0)
            {
                logprobs?.AddPrompt(run.Prompt, run.PromptLogProbs);
                yield return CreateChunk(new CompletionChoice { Index = run.Index, Text = echo, Logprobs = logprobs?.Take() });
                echo = string.Empty;
            }

            logprobs?.Add(delta.LogProbs);
            if (delta.Text.Length > 0 || delta.FinishReason is not null || delta.LogProbs.Count > 0)
            {
                yield return CreateChunk(new CompletionChoice
                {
                    Index = run.Index,
                    Text = delta.Text,
                    Logprobs = delta.LogProbs.Count > 0 ? logprobs?.Take() : null,
                    FinishReason = FinishReasons.ToText(delta.FinishReason),
                });
            }
        }
    }

    protected override Completion CreateUsageChunk(Usage usage) => answer.Frame with { Usage = usage };

    protected override Completion WithUsage(Completion chunk, Usage usage) => chunk with { Usage = usage };

    private Completion CreateChunk(CompletionChoice choice) => answer.Frame with { Choices = [choice] };
}
