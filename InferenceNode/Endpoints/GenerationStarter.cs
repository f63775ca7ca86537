using Switchyard.Inference.Scheduling;
using Switchyard.InferenceNode.Telemetry;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Checks that a plan fits the context and hands it to the model's engine.</summary>
internal sealed class GenerationStarter(InferenceTelemetry telemetry, ILogger<GenerationRun> logger)
{
    public (GenerationRun? Run, ApiError? Error) Start(GenerationPlan plan, CancellationToken cancellationToken)
    {
        if (CheckContext(plan) is { } error)
        {
            return (null, error);
        }

        var request = new GenerationRequest { Prompt = plan.Prompt, MaxTokens = plan.MaxTokens, Sampling = plan.Sampling, Stop = plan.Stop };
        var name = plan.Model.Manifest.Name;
        plan.Model.Engine.Observer ??= telemetry.Observe(name);
        return plan.Model.Engine.TrySubmit(request, out var generation, cancellationToken)
            ? (new GenerationRun(generation, name, telemetry.StartGeneration(plan.Operation, name, plan.Prompt.Count), telemetry, logger), null)
            : (null, ApiErrors.Unavailable($"The model '{name}' has as many requests waiting as it takes. Try again shortly.", plan.Model.Engine.RetryAfter));
    }

    private static ApiError? CheckContext(GenerationPlan plan)
    {
        var limit = plan.Model.ContextLength;
        if (plan.Prompt.Count == 0)
        {
            return ApiErrors.InvalidValue(plan.PromptParam, "The prompt must have at least one token.");
        }

        return (long)plan.Prompt.Count + (plan.MaxTokens ?? 1) > limit
            ? ApiErrors.ContextLengthExceeded(plan.PromptParam, DescribeExcess(plan, limit))
            : null;
    }

    private static string DescribeExcess(GenerationPlan plan, int limit) => plan.MaxTokens is { } wanted
        ? $"This model's context has {limit} tokens. The request needs {(long)plan.Prompt.Count + wanted}: {plan.Prompt.Count} in the prompt and {wanted} for the answer. Shorten the prompt or ask for fewer tokens."
        : $"This model's context has {limit} tokens. The prompt has {plan.Prompt.Count}, which leaves no room for an answer. Shorten the prompt.";
}
