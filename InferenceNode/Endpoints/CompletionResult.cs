using System.Text;
using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Scheduling;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>A text completion in one piece.</summary>
internal sealed class CompletionResult(CompletionAnswer answer, GenerationSet set) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var owned = set;
        var cancellationToken = httpContext.RequestAborted;
        var choices = new List<CompletionChoice>();
        try
        {
            foreach (var run in set.Runs)
            {
                choices.Add(await ReadAsync(run, cancellationToken));
            }
        }
        catch (EngineUnavailableException exception)
        {
            await new ApiErrorResult(set.Describe(exception)).ExecuteAsync(httpContext);
            return;
        }

        var completion = answer.Frame with { Choices = choices, Usage = set.CountUsage() };
        await httpContext.Response.WriteAsJsonAsync(completion, OpenAIJsonContext.Default.Completion, "application/json", cancellationToken);
    }

    private async Task<CompletionChoice> ReadAsync(GenerationRun run, CancellationToken cancellationToken)
    {
        var text = new StringBuilder(answer.GetEcho(run));
        var logprobs = answer.CreateLogprobs(run);
        string? reason = null;
        var isFirst = true;
        await foreach (var delta in run.ReadAsync(cancellationToken))
        {
            text.Append(delta.Text);
            if (isFirst && answer.Echoes)
            {
                logprobs?.AddPrompt(run.Prompt, run.PromptLogProbs);
            }

            isFirst = false;
            logprobs?.Add(delta.LogProbs);
            reason = FinishReasons.ToText(delta.FinishReason);
        }

        return new CompletionChoice
        {
            Index = run.Index,
            Text = text.ToString(),
            Logprobs = logprobs?.Take(),
            FinishReason = reason,
        };
    }
}
