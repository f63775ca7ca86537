using System.Text;
using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Scheduling;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>A chat answer in one piece.</summary>
internal sealed class ChatCompletionResult(ChatAnswer answer, GenerationSet set) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var owned = set;
        try
        {
            var completion = await ReadAsync(httpContext.RequestAborted);
            await httpContext.Response.WriteAsJsonAsync(completion, OpenAIJsonContext.Default.ChatCompletion, "application/json", httpContext.RequestAborted);
        }
        catch (EngineUnavailableException exception)
        {
            await new ApiErrorResult(set.Describe(exception)).ExecuteAsync(httpContext);
        }
    }

    private async Task<ChatCompletion> ReadAsync(CancellationToken cancellationToken)
    {
        var choices = new List<ChatChoice>();
        foreach (var run in set.Runs)
        {
            choices.Add(await ReadAsync(run, cancellationToken));
        }

        return new ChatCompletion { Id = answer.Id, Created = answer.Created, Model = answer.Model, Choices = choices, Usage = set.CountUsage() };
    }

    private async Task<ChatChoice> ReadAsync(GenerationRun run, CancellationToken cancellationToken)
    {
        var deltas = new ChatDeltas(run, answer.CreateParser());
        var text = new StringBuilder();
        var reasoning = new StringBuilder();
        var calls = new List<ToolCall>();
        await foreach (var delta in deltas.ReadAsync(cancellationToken))
        {
            text.Append(delta.Text);
            reasoning.Append(delta.Reasoning);
            if (delta.Call is { } call)
            {
                calls.Add(ChatAnswer.ToToolCall(call, index: null));
            }
        }

        var message = new ChatMessage
        {
            Role = "assistant",
            Content = text.Length > 0 || calls.Count == 0 ? new MessageContent(text.ToString(), null) : null,
            ReasoningContent = reasoning.Length > 0 ? reasoning.ToString() : null,
            ToolCalls = calls.Count > 0 ? calls : null,
        };
        return new ChatChoice
        {
            Index = run.Index,
            Message = message,
            Logprobs = answer.TellsLogProbs ? ChatLogprobsMapper.Map(deltas.TakeLogProbs(), run.Model.Tokenizer) : null,
            FinishReason = deltas.FinishReason,
        };
    }
}
