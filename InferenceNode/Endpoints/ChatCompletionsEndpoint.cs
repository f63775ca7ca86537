using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Models;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary><c>POST /v1/chat/completions</c>: read, find the model, check, make the prompt and the constraint, generate, answer.</summary>
internal sealed class ChatCompletionsEndpoint(ModelLookup models, ConstraintFactory constraints, GenerationStarter starter, TimeProvider time, ILogger<ChatCompletionsEndpoint> logger)
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
        var plan = error is null ? CreatePlan(body.Value, model!, CallerIdentity.Find(context, body.Value), out error) : null;
        if (plan is null)
        {
            return new ApiErrorResult(error!);
        }

        var (set, startError) = await starter.StartAsync(plan, context.RequestAborted);
        return set is null ? new ApiErrorResult(startError!) : Answer(body.Value, model!, set);
    }

    private IResult Answer(ChatCompletionRequest request, InferenceModel model, GenerationSet set)
    {
        var answer = new ChatAnswer
        {
            Id = $"chatcmpl-{Guid.NewGuid():N}",
            Model = model.Manifest.Name,
            Created = time.GetUtcNow().ToUnixTimeSeconds(),
            ParsesTools = ToolRules.MayCall(request),
            TellsLogProbs = request.Logprobs is true,
        };
        return request.Stream is true ? new ChatStreamResult(answer, set, request.StreamOptions) : new ChatCompletionResult(answer, set);
    }

    private GenerationPlan? CreatePlan(ChatCompletionRequest request, InferenceModel model, string caller, out ApiError? error)
    {
        var prompt = PromptFactory.FromMessages(model, request.Messages!, ToolRules.MayCall(request) ? request.Tools : null, logger, out error);
        if (prompt is null)
        {
            return null;
        }

        var constraint = constraints.Create(request, model, out error);
        return error is null ? PlanFactory.Create(request, model, prompt, constraint, caller) : null;
    }
}
