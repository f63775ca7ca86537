using System.Text;
using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Scheduling;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>A text completion in one piece.</summary>
internal sealed class CompletionResult(Completion frame, GenerationRun run) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancellationToken = httpContext.RequestAborted;
        var text = new StringBuilder();
        string? reason = null;
        try
        {
            await foreach (var delta in run.ReadAsync(cancellationToken))
            {
                text.Append(delta.Text);
                reason = FinishReasons.ToText(delta.FinishReason);
            }
        }
        catch (EngineUnavailableException exception)
        {
            await new ApiErrorResult(run.Describe(exception)).ExecuteAsync(httpContext);
            return;
        }

        var completion = frame with
        {
            Choices = [new CompletionChoice { Text = text.ToString(), FinishReason = reason }],
            Usage = ChatAnswer.CountUsage(run),
        };
        await httpContext.Response.WriteAsJsonAsync(completion, OpenAIJsonContext.Default.Completion, "application/json", cancellationToken);
    }
}
