using Switchyard.Inference.Scheduling;
using Switchyard.InferenceNode.Telemetry;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Checks that a plan fits the context and hands its generations to the model's engine: all of them or none.</summary>
internal sealed class GenerationStarter(InferenceTelemetry telemetry, ILogger<GenerationSet> logger)
{
    public async Task<(GenerationSet? Set, ApiError? Error)> StartAsync(GenerationPlan plan, HttpContext context)
    {
        if ((CheckCount(plan) ?? plan.Prompts.Select(prompt => CheckContext(plan, prompt)).FirstOrDefault(excess => excess is not null)) is { } error)
        {
            return (null, error);
        }

        plan.Model.Engine.Observer ??= telemetry.Observe(plan.Model.Manifest.Name);
        var runs = new List<GenerationRun>(plan.Prompts.Count * plan.Choices);
        var cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var set = new GenerationSet(runs, cancellation, logger);

        // Whatever happens before the answer reads them, the generations end with the response.
        context.Response.RegisterForDisposeAsync(set);
        while (runs.Count < runs.Capacity && TryStart(plan, runs.Count, cancellation.Token) is { } run)
        {
            runs.Add(run);
        }

        if (runs.Count == plan.Prompts.Count * plan.Choices)
        {
            return (set, null);
        }

        await set.DisposeAsync();
        return (null, ApiErrors.Unavailable($"The model '{plan.Model.Manifest.Name}' has as many requests waiting as it takes. Try again shortly.", plan.Model.Engine.RetryAfter));
    }

    private GenerationRun? TryStart(GenerationPlan plan, int index, CancellationToken cancellationToken)
    {
        var prompt = plan.Prompts[index / plan.Choices];
        var request = new GenerationRequest
        {
            Prompt = prompt,
            MaxTokens = plan.MaxTokens,
            MinTokens = plan.MinTokens,
            Sampling = plan.Sampling with { Seed = plan.Sampling.Seed is { } seed ? unchecked(seed + (index % plan.Choices)) : null },
            PromptLogProbs = plan.PromptLogProbs,
            Stop = plan.Stop,
            StopTokens = plan.StopTokens,
            IgnoresEndOfText = plan.IgnoresEndOfText,
            Constraint = plan.Constraint,
            Caller = plan.Caller,
        };
        return plan.Model.Engine.TrySubmit(request, out var generation, cancellationToken)
            ? new GenerationRun(generation, plan.Model, telemetry.StartGeneration(plan.Operation, plan.Model.Manifest.Name, prompt.Count), telemetry)
            {
                Index = index,
                PromptIndex = index / plan.Choices,
                Prompt = prompt,
            }
            : null;
    }

    private static ApiError? CheckCount(GenerationPlan plan) => plan.Prompts.Count * plan.Choices > ParameterRules.MaxTexts
        ? ApiErrors.InvalidValue("n", $"At most {ParameterRules.MaxTexts} texts may be asked for in one request; {plan.Prompts.Count} prompts with {plan.Choices} choices each are {plan.Prompts.Count * plan.Choices}.")
        : null;

    private static ApiError? CheckContext(GenerationPlan plan, IReadOnlyList<int> prompt)
    {
        var limit = plan.Model.ContextLength;
        if (prompt.Count == 0)
        {
            return ApiErrors.InvalidValue(plan.PromptParam, "The prompt must have at least one token.");
        }

        return (long)prompt.Count + Math.Max(Math.Max(plan.MaxTokens ?? 1, 1), plan.MinTokens) > limit
            ? ApiErrors.ContextLengthExceeded(plan.PromptParam, DescribeExcess(plan, prompt, limit))
            : null;
    }

    private static string DescribeExcess(GenerationPlan plan, IReadOnlyList<int> prompt, int limit) => (plan.MaxTokens ?? (plan.MinTokens > 1 ? plan.MinTokens : null)) is { } wanted
        ? $"This model's context has {limit} tokens. The request needs {(long)prompt.Count + wanted}: {prompt.Count} in the prompt and {wanted} for the answer. Shorten the prompt or ask for fewer tokens."
        : $"This model's context has {limit} tokens. The prompt has {prompt.Count}, which leaves no room for an answer. Shorten the prompt.";
}
