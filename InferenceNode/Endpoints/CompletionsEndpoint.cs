using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Models;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary><c>POST /v1/completions</c>: continues text, without a chat template.</summary>
internal sealed class CompletionsEndpoint(ModelLookup models, ConstraintFactory constraints, GenerationStarter starter, TimeProvider time)
{
    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context, OpenAIJsonContext.Default.CompletionRequest);
        if (!body.IsValid)
        {
            return new ApiErrorResult(body.Error);
        }

        var (model, error) = await models.FindGeneratorAsync(context, body.Value.Model);
        error ??= CompletionRequestRules.Check(body.Value, model!);
        var plan = error is null ? CreatePlan(body.Value, model!, CallerIdentity.Find(context, body.Value), out error) : null;
        if (plan is null)
        {
            return new ApiErrorResult(error!);
        }

        var (set, startError) = await starter.StartAsync(plan, context);
        return set is null ? new ApiErrorResult(startError!) : Answer(body.Value, model!, set);
    }

    private IResult Answer(CompletionRequest request, InferenceModel model, GenerationSet set)
    {
        var answer = new CompletionAnswer
        {
            Frame = new Completion
            {
                Id = $"cmpl-{Guid.NewGuid():N}",
                Model = model.Manifest.Name,
                Created = time.GetUtcNow().ToUnixTimeSeconds(),
                Choices = [],
            },
            Echoes = request.Echo is true,
            TellsLogProbs = request.Logprobs is not null,
        };
        return request.Stream is true ? new CompletionStreamResult(answer, set, request.StreamOptions) : new CompletionResult(answer, set);
    }

    private GenerationPlan? CreatePlan(CompletionRequest request, InferenceModel model, string caller, out ApiError? error)
    {
        var prompts = CompletionPrompts.Read(request.Prompt, model, out error);
        if (prompts is null)
        {
            return null;
        }

        var constraint = constraints.Create(request, model, out error);
        return error is null ? PlanFactory.Create(request, model, prompts, constraint, caller) : null;
    }
}
