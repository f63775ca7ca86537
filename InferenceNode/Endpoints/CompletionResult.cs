using System.Text;
using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Sampling;
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
        var logProbs = new List<TokenLogProbs>();
        string? reason = null;
        await foreach (var delta in run.ReadAsync(cancellationToken))
        {
            text.Append(delta.Text);
            logProbs.AddRange(delta.LogProbs);
            reason = FinishReasons.ToText(delta.FinishReason);
        }

        return new CompletionChoice
        {
            Index = run.Index,
            Text = text.ToString(),
            Logprobs = answer.TellsLogProbs ? new CompletionLogprobsMapper(run.Model.Tokenizer).Map(logProbs) : null,
            FinishReason = reason,
        };
    }
}
