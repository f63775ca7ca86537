using Switchyard.Inference.Constraints;
using Switchyard.Inference.Execution;
using Switchyard.Inference.Sampling;

namespace Switchyard.Inference.Scheduling;

/// <summary>What to generate.</summary>
public sealed record GenerationRequest
{
    /// <summary>Gets the prompt's tokens: at least one, and fewer than the context.</summary>
    public required IReadOnlyList<int> Prompt { get; init; }

    /// <summary>Gets the most tokens to generate, from 0; null goes on to the end of the context.</summary>
    public required int? MaxTokens { get; init; }

    /// <summary>Gets how tokens are chosen.</summary>
    public required SamplingOptions Sampling { get; init; }

    /// <summary>Gets strings that end the text and are not part of it.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary>Gets tokens that end the text, as the model's own ends do; their text is not part of it.</summary>
    public IReadOnlyList<int> StopTokens { get; init; } = [];

    /// <summary>Gets whether the text goes on after the model's own ends of text.</summary>
    public bool IgnoresEndOfText { get; init; }

    /// <summary>Gets how many tokens are generated before anything but the limit or a whole constrained text may end it. Default: 0.</summary>
    public int MinTokens { get; init; }

    /// <summary>Gets what the text must be; null is free text.</summary>
    public IConstraint? Constraint { get; init; }

    /// <summary>
    /// Gets how many of the likeliest tokens are told in the place of each token of the prompt, in <see cref="Generation.PromptLogProbs"/>; null
    /// tells nothing. Then the whole prompt is computed, whatever the prefix cache has. Only where <see cref="InferenceEngine.ScoresPrompts"/>.
    /// </summary>
    public int? PromptLogProbs { get; init; }

    /// <summary>Gets who asks; callers get their turn one after the other, however much each of them sends. Default: empty, one caller for all.</summary>
    public string Caller { get; init; } = string.Empty;

    /// <summary>Makes sure that <paramref name="runner"/> can serve the request.</summary>
    internal void Check(IModelExecutor runner)
    {
        ArgumentOutOfRangeException.ThrowIfZero(Prompt.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Prompt.Count, runner.Capacity);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxTokens ?? 0);
        if (PromptLogProbs is not null && !runner.HasAllLogits)
        {
            throw new ArgumentException("The model's graph gives the logits of a prompt's last token alone.");
        }
    }
}
