using Switchyard.Inference.Models;
using Switchyard.Inference.Sampling;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>A checked request, ready for the engine.</summary>
internal sealed record GenerationPlan
{
    /// <summary>Gets the GenAI operation: <c>chat</c> or <c>text_completion</c>.</summary>
    public required string Operation { get; init; }

    public required InferenceModel Model { get; init; }

    public required IReadOnlyList<int> Prompt { get; init; }

    /// <summary>Gets the request member that holds the prompt, for errors.</summary>
    public required string PromptParam { get; init; }

    /// <summary>Gets the most tokens asked for, or null.</summary>
    public required int? MaxTokens { get; init; }

    public required SamplingOptions Sampling { get; init; }

    public required IReadOnlyList<string> Stop { get; init; }
}
