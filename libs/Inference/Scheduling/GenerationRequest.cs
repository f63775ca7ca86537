using Switchyard.Inference.Sampling;

namespace Switchyard.Inference.Scheduling;

/// <summary>What to generate.</summary>
public sealed record GenerationRequest
{
    /// <summary>Gets the prompt's tokens: at least one, and fewer than the context.</summary>
    public required IReadOnlyList<int> Prompt { get; init; }

    /// <summary>Gets the most tokens to generate; null goes on to the end of the context.</summary>
    public required int? MaxTokens { get; init; }

    /// <summary>Gets how tokens are chosen.</summary>
    public required SamplingOptions Sampling { get; init; }

    /// <summary>Gets strings that end the text and are not part of it.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];
}
