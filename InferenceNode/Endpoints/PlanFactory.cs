using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Constraints;
using Switchyard.Inference.Models;
using Switchyard.Inference.Sampling;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Makes plans of checked requests.</summary>
internal static class PlanFactory
{
    // OpenAI's default for text completions.
    private const int DefaultMaxTokens = 16;

    public static GenerationPlan Create(ChatCompletionRequest request, InferenceModel model, IReadOnlyList<int> prompt, IConstraint? constraint, string caller) =>
        Create(request, model, constraint, caller) with
        {
            Prompts = [prompt],
            MaxTokens = request.MaxCompletionTokens ?? request.MaxTokens,
            Sampling = CreateSampling(request, model, request.Logprobs is true ? request.TopLogprobs ?? 0 : null),
        };

    public static GenerationPlan Create(CompletionRequest request, InferenceModel model, IReadOnlyList<IReadOnlyList<int>> prompts, IConstraint? constraint, string caller) =>
        Create(request, model, constraint, caller) with
        {
            Operation = "text_completion",
            Prompts = prompts,
            PromptParam = "prompt",
            MaxTokens = request.MaxTokens ?? DefaultMaxTokensOf(request, model, prompts),
            PromptLogProbs = request.Echo is true ? request.Logprobs : null,
            Sampling = CreateSampling(request, model, request.Logprobs),
        };

    // A default is no wish: a prompt that leaves less room than it gets what there is.
    private static int DefaultMaxTokensOf(CompletionRequest request, InferenceModel model, IReadOnlyList<IReadOnlyList<int>> prompts) =>
        Math.Max(request.MinTokens ?? 0, Math.Clamp(model.ContextLength - prompts.Max(prompt => prompt.Count), 1, DefaultMaxTokens));

    private static GenerationPlan Create(GenerationParameters request, InferenceModel model, IConstraint? constraint, string caller) => new()
    {
        Operation = "chat",
        Model = model,
        Prompts = [],
        PromptParam = "messages",
        Choices = request.N ?? 1,
        MaxTokens = null,
        MinTokens = request.MinTokens ?? 0,
        Sampling = new SamplingOptions(),
        Stop = request.Stop?.Values ?? [],
        StopTokens = request.StopTokenIds ?? [],
        IgnoresEndOfText = request.IgnoreEos is true,
        Constraint = constraint,
        Caller = caller,
    };

    private static SamplingOptions CreateSampling(GenerationParameters request, InferenceModel model, int? topLogProbs) =>
        model.SamplingDefaults.Complete(request) with { TopLogProbs = topLogProbs };
}
