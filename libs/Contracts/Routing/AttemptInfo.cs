namespace Switchyard.Contracts.Routing;

/// <summary>One candidate of a request: an attempt, or why none was made.</summary>
public sealed record AttemptInfo
{
    /// <summary>Gets the model string.</summary>
    public required string Model { get; init; }

    /// <summary>Gets the provider.</summary>
    public required string Provider { get; init; }

    /// <summary>Gets the provider's address by its name.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Gets why it was chosen or left.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets what a strategy made of its answer: why it was taken, left or cancelled; absent where no others were asked.</summary>
    public string? Verdict { get; init; }

    /// <summary>Gets whether the caller got its answer, where a strategy asked several.</summary>
    public bool? Served { get; init; }

    /// <summary>Gets how the attempt ended; absent where none was made, and while it goes on.</summary>
    public string? Outcome { get; init; }

    /// <summary>Gets the upstream's status.</summary>
    public int? Status { get; init; }

    /// <summary>Gets what the upstream or the Router said about a failure.</summary>
    public string? Error { get; init; }

    /// <summary>Gets when it began, in milliseconds after the request.</summary>
    public required double StartMs { get; init; }

    /// <summary>Gets when the upstream began to answer, in milliseconds after the attempt's begin.</summary>
    public double? FirstByteMs { get; init; }

    /// <summary>Gets how long it took, in milliseconds.</summary>
    public double? DurationMs { get; init; }

    /// <summary>Gets the tokens of the prompt, as the upstream counted them.</summary>
    public int? PromptTokens { get; init; }

    /// <summary>Gets the prompt's tokens that the upstream had computed before.</summary>
    public int? CachedTokens { get; init; }

    /// <summary>Gets the tokens of the answer: as the upstream counted them, or the events with content where its answer broke off before it did.</summary>
    public int? CompletionTokens { get; init; }

    /// <summary>Gets the number of events that were left out because nobody could have read them.</summary>
    public int? MalformedEvents { get; init; }

    /// <summary>Gets how many tool calls were left out because the caller wanted no more than one.</summary>
    public int? DroppedToolCalls { get; init; }
}
