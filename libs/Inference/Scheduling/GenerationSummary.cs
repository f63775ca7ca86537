namespace Switchyard.Inference.Scheduling;

/// <summary>A request that has ended, in numbers.</summary>
public readonly record struct GenerationSummary
{
    /// <summary>Gets why it ended; null when it failed or waited too long.</summary>
    public required FinishReason? FinishReason { get; init; }

    /// <summary>Gets the prompt's tokens.</summary>
    public required int PromptTokens { get; init; }

    /// <summary>Gets the generated tokens.</summary>
    public required int GeneratedTokens { get; init; }

    /// <summary>Gets the time it waited for a slot.</summary>
    public required TimeSpan QueueTime { get; init; }

    /// <summary>Gets the time from the slot to the first token; null when there was none.</summary>
    public required TimeSpan? PrefillTime { get; init; }

    /// <summary>Gets the time from the first token to the end; null when there was none.</summary>
    public required TimeSpan? DecodeTime { get; init; }

    /// <summary>Gets the time from its acceptance to its end.</summary>
    public required TimeSpan TotalTime { get; init; }
}
