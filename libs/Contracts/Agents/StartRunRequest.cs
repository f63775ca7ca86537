namespace Switchyard.Contracts.Agents;

/// <summary>Body of <c>POST /v1/agents/{agent}/runs</c>.</summary>
public sealed record StartRunRequest
{
    /// <summary>Gets what the person asks.</summary>
    public string? Input { get; init; }

    /// <summary>Gets the user the run belongs to: 1 to 128 of letters, digits and <c>. _ @ -</c>; absent means <c>local</c>.</summary>
    public string? User { get; init; }

    /// <summary>Gets the conversation to continue; absent means the user's latest one with this agent, <c>new</c> begins another one, and an id that is not known yet is taken for a new one.</summary>
    public string? Conversation { get; init; }

    /// <summary>Gets the model string; absent means the agent's own.</summary>
    public string? Model { get; init; }

    /// <summary>Gets how the agent reasons in this run, instead of by the kind of its definition; absent means that one. Its settings have to be ones that this kind knows.</summary>
    public string? Kind { get; init; }

    /// <summary>Gets the version of the agent; absent means the newest.</summary>
    public int? Version { get; init; }

    /// <summary>Gets what the run may use at most; where the agent's own budget is smaller, that holds.</summary>
    public RunBudget? Budget { get; init; }
}
