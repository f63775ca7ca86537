namespace Switchyard.AgentHost.Runs;

/// <summary>A run that is to be committed.</summary>
internal sealed record NewRun(string User, string Agent, int Version, string? Conversation, string Model, string Input)
{
    public RunKey? Key { get; init; }

    /// <summary>Gets how the agent reasons in it.</summary>
    public string? Kind { get; init; }

    /// <summary>Gets the budget the caller asked for, as JSON.</summary>
    public string? Budget { get; init; }

    /// <summary>Gets the versions of the agents that it may call, as JSON.</summary>
    public string? Members { get; init; }

    /// <summary>Gets the run it is forked from.</summary>
    public string? Parent { get; init; }

    /// <summary>Gets the last entry of the parent's that it shares.</summary>
    public long? ForkedAt { get; init; }

    /// <summary>Gets the system prompt it has instead of its agent's.</summary>
    public string? SystemPrompt { get; init; }
}
