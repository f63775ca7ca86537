using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Models;
using Switchyard.Inference.Sampling;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary><c>POST /v1/completions</c>: continues text, without a chat template.</summary>
internal sealed class CompletionsEndpoint(ModelLookup models, GenerationStarter starter, TimeProvider time)
{
    // OpenAI's default for this endpoint.
    private const int DefaultMaxTokens = 16;

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context, OpenAIJsonContext.Default.CompletionRequest);
        if (!body.IsValid)
        {
            return new ApiErrorResult(body.Error);
        }

        var (model, error) = await models.FindGeneratorAsync(context, body.Value.Model);
        error ??= CompletionRequestRules.Check(body.Value);
        var prompt = error is null ? CompletionRequestRules.ReadPrompt(body.Value, model!, out error) : null;
        if (prompt is null)
        {
            return new ApiErrorResult(error!);
        }

        var (run, startError) = starter.Start(CreatePlan(body.Value, model!, prompt), context.RequestAborted);
        return run is null ? new ApiErrorResult(startError!) : Answer(body.Value, model!, run);
    }

    private IResult Answer(CompletionRequest request, InferenceModel model, GenerationRun run)
    {
        var frame = new Completion
        {
            Id = $"cmpl-{Guid.NewGuid():N}",
            Model = model.Manifest.Name,
            Created = time.GetUtcNow().ToUnixTimeSeconds(),
            Choices = [],
        };
        return request.Stream is true
            ? new CompletionStreamResult(frame, run, request.StreamOptions?.IncludeUsage is true)
            : new CompletionResult(frame, run);
    }

    private static GenerationPlan CreatePlan(CompletionRequest request, InferenceModel model, IReadOnlyList<int> prompt) => new()
    {
        Operation = "text_completion",
        Model = model,
        Prompt = prompt,
        PromptParam = "prompt",
        MaxTokens = request.MaxTokens ?? DefaultMaxTokens,
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
