using Switchyard.Inference.Constraints;
using Switchyard.Inference.Models;
using Switchyard.Inference.Sampling;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>A checked request, ready for the engine.</summary>
internal sealed record GenerationPlan
{
    /// <summary>Gets the GenAI operation: <c>chat</c> or <c>text_completion</c>.</summary>
    public required string Operation { get; init; }

    public required InferenceModel Model { get; init; }

    /// <summary>Gets the prompts; each is answered on its own.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Prompts { get; init; }

    /// <summary>Gets the request member that holds the prompts, for errors.</summary>
    public required string PromptParam { get; init; }

    /// <summary>Gets the number of answers to each prompt.</summary>
    public required int Choices { get; init; }

    /// <summary>Gets the most tokens asked for, or null.</summary>
    public required int? MaxTokens { get; init; }

    public required int MinTokens { get; init; }

    public required SamplingOptions Sampling { get; init; }

    /// <summary>Gets how many likeliest tokens are told for each token of the prompt, null for no word about it.</summary>
    public int? PromptLogProbs { get; init; }

    public required IReadOnlyList<string> Stop { get; init; }

    public required IReadOnlyList<int> StopTokens { get; init; }

    public required bool IgnoresEndOfText { get; init; }

    public required IConstraint? Constraint { get; init; }

    /// <summary>Gets who asks, for fairness.</summary>
    public required string Caller { get; init; }
}
