using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Models;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary><c>POST /v1/chat/completions</c>: read, find the model, check, make the prompt and the constraint, generate, answer.</summary>
internal sealed class ChatCompletionsEndpoint(ModelLookup models, ChatPrompts prompts, ConstraintFactory constraints, GenerationStarter starter, TimeProvider time)
{
    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context, OpenAIJsonContext.Default.ChatCompletionRequest);
        if (!body.IsValid)
        {
            return new ApiErrorResult(body.Error);
        }

        var (model, error) = await models.FindGeneratorAsync(context, body.Value.Model);
        error ??= ChatRequestRules.Check(body.Value, model!.Tokenizer.Count);
        if (error is not null)
        {
            return new ApiErrorResult(error);
        }

        return await AnswerAsync(context, body.Value, model!);
    }

    private async Task<IResult> AnswerAsync(HttpContext context, ChatCompletionRequest request, InferenceModel model)
    {
        var prompt = CreatePrompt(request, model, out var error);
        var constraint = prompt is null ? null : constraints.Create(request, model, prompt, out error);
        if (prompt is null || constraint is null)
        {
            return new ApiErrorResult(error!);
        }

        var plan = PlanFactory.Create(request, model, prompt.Tokens, constraint.Constraint, CallerIdentity.Find(context, request));
        var (set, startError) = await starter.StartAsync(plan, context);
        if (set is null)
        {
            return new ApiErrorResult(startError!);
        }

        var answer = CreateAnswer(request, model, prompt, constraint);
        return request.Stream is true ? new ChatStreamResult(answer, set, request.StreamOptions) : new ChatCompletionResult(answer, set);
    }

    private ChatPrompt? CreatePrompt(ChatCompletionRequest request, InferenceModel model, out ApiError? error)
    {
        var options = TemplateParameters.Read(request.Extra, out error);
        return error is null ? prompts.Create(model, request.Messages!, options with { Tools = ToolRules.MayCall(request) ? request.Tools : null }, out error) : null;
    }

    private ChatAnswer CreateAnswer(ChatCompletionRequest request, InferenceModel model, ChatPrompt prompt, ChatConstraint constraint) => new()
    {
        Id = $"chatcmpl-{Guid.NewGuid():N}",
        Model = model.Manifest.Name,
        Created = time.GetUtcNow().ToUnixTimeSeconds(),
        Tools = ToolRules.MayCall(request) ? model.Chat!.ToolCallSyntax : null,
        ToolNames = ToolRules.GetCallable(request).Select(tool => tool.Function!.Name!).ToHashSet(StringComparer.Ordinal),
        CallPrefixes = constraint.CallPrefixes,
        BeginsInReasoning = model.Chat!.WritesReasoning ? prompt.BeginsInReasoning : null,
        TellsLogProbs = request.Logprobs is true,
    };
}
