namespace Switchyard.Web.Conversations;

/// <summary>One step of an agent: something it thought, or a tool call together with its result.</summary>
public sealed record RunStep(RunStepKind Kind, long Sequence, DateTimeOffset At)
{
    /// <summary>Gets what was thought, or what the tool was last said to be doing.</summary>
    public string? Text { get; init; }

    /// <summary>Gets how much of the call is done, from 0 to 1, where that is known.</summary>
    public double? Progress { get; init; }

    public string? CallId { get; init; }

    public string? Tool { get; init; }

    public string? Arguments { get; init; }

    public string? Output { get; init; }

    public string? Error { get; init; }

    public TimeSpan? Duration { get; init; }

    /// <summary>Gets whether this is a tool call that has not answered yet.</summary>
    public bool IsPending => Kind == RunStepKind.Tool && Output is null && Error is null;
}
