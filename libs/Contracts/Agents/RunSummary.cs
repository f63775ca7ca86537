namespace Switchyard.Contracts.Agents;

/// <summary>One run of <c>GET /v1/runs</c>.</summary>
public record RunSummary
{
    /// <summary>Gets the run's id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the agent.</summary>
    public required string Agent { get; init; }

    /// <summary>Gets the user.</summary>
    public required string User { get; init; }

    /// <summary>Gets the conversation's id.</summary>
    public required string Conversation { get; init; }

    /// <summary>Gets the state, one of <see cref="RunStatuses"/>.</summary>
    public required string Status { get; init; }

    /// <summary>Gets the model string.</summary>
    public required string Model { get; init; }

    /// <summary>Gets what was asked.</summary>
    public required string Input { get; init; }

    /// <summary>Gets the answer, once there is one.</summary>
    public string? Output { get; init; }

    /// <summary>Gets what failed.</summary>
    public string? Error { get; init; }

    /// <summary>Gets when the run began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets when the run ended.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Gets how many tools were called.</summary>
    public int ToolCalls { get; init; }

    /// <summary>Gets the version of the agent it was started with; absent for runs from before there were versions.</summary>
    public int? Version { get; init; }

    /// <summary>Gets how its agent reasons in it; absent for runs from before this was kept.</summary>
    public string? Kind { get; init; }

    /// <summary>Gets what it has used so far; absent for runs from before this was kept.</summary>
    public RunUsage? Usage { get; init; }

    /// <summary>Gets the run that called it, where it is that of an agent which another run has called; its events are its steps, calls and end then, and it is answered and cancelled by way of that run.</summary>
    public string? Caller { get; init; }

    /// <summary>Gets the run it was forked from.</summary>
    public string? Parent { get; init; }

    /// <summary>Gets the last entry of the parent's that it shares.</summary>
    public long? ForkedAt { get; init; }
}
