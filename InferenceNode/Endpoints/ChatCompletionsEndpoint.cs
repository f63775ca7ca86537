using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Models;
using Switchyard.Inference.Sampling;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary><c>POST /v1/chat/completions</c>: read, find the model, check, make the prompt, generate, answer.</summary>
internal sealed class ChatCompletionsEndpoint(ModelLookup models, GenerationStarter starter, TimeProvider time, ILogger<ChatCompletionsEndpoint> logger)
{
    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context, OpenAIJsonContext.Default.ChatCompletionRequest);
        if (!body.IsValid)
        {
            return new ApiErrorResult(body.Error);
        }

        var (model, error) = await models.FindGeneratorAsync(context, body.Value.Model);
        error ??= ChatRequestRules.Check(body.Value);
        var plan = error is null ? CreatePlan(body.Value, model!, out error) : null;
        if (plan is null)
        {
            return new ApiErrorResult(error!);
        }

        var (run, startError) = starter.Start(plan, context.RequestAborted);
        return run is null ? new ApiErrorResult(startError!) : Answer(body.Value, model!, run);
    }

    private IResult Answer(ChatCompletionRequest request, InferenceModel model, GenerationRun run)
    {
        var answer = new ChatAnswer
        {
            Id = $"chatcmpl-{Guid.NewGuid():N}",
            Model = model.Manifest.Name,
            Created = time.GetUtcNow().ToUnixTimeSeconds(),
            ParsesTools = ToolRules.MayCall(request),
        };
        return request.Stream is true
            ? new ChatStreamResult(answer, run, request.StreamOptions?.IncludeUsage is true)
            : new ChatCompletionResult(answer, run);
    }

    private GenerationPlan? CreatePlan(ChatCompletionRequest request, InferenceModel model, out ApiError? error)
    {
        var prompt = PromptFactory.FromMessages(model, request.Messages!, ToolRules.MayCall(request) ? request.Tools : null, logger, out error);
        return prompt is null ? null : new GenerationPlan
        {
            Operation = "chat",
            Model = model,
            Prompt = prompt,
            PromptParam = "messages",
            MaxTokens = request.MaxCompletionTokens ?? request.MaxTokens,
            Sampling = new SamplingOptions
            {
                Temperature = request.Temperature ?? model.DefaultTemperature,
                TopP = request.TopP ?? 1,
                TopK = request.TopK ?? 0,
                Seed = request.Seed,
            },
            Stop = request.Stop?.Values ?? [],
        };
    }
}
