namespace Switchyard.Agents.Definitions;

/// <summary>What an agent is, as it is written in YAML or code. Immutable; a change is a new version.</summary>
public sealed record AgentDefinition
{
    /// <summary>Gets the name by which it is chosen: 1 to 64 lower-case letters, digits, '-' and '_'.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the version. Runs keep the one they were started with.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Gets how it reasons: the name of an entry of <see cref="AgentKinds"/> or of one that the host has added.</summary>
    public string Kind { get; init; } = AgentKinds.ReAct;

    /// <summary>Gets one sentence that says what it is for.</summary>
    public string Description { get; init; } = "";

    /// <summary>Gets the system prompt.</summary>
    public string SystemPrompt { get; init; } = "";

    /// <summary>Gets the model string; <see langword="null"/> for the host's default.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the sampling temperature. Default: 0, so that the same question gives the same steps.</summary>
    public float Temperature { get; init; }

    /// <summary>Gets the tools it has: names, <c>category:math</c>, or <c>*</c> for all.</summary>
    public IReadOnlyList<string> Tools { get; init; } = ["*"];

    /// <summary>Gets how many of them the model is shown at once, those that fit the input best; what reaches a person is shown besides, whatever the input. Default: 8.</summary>
    public int MaxToolsShown { get; init; } = 8;

    /// <summary>Gets the agents it may call or hand over to, by name: their tools are always shown, whatever the input. Whoever makes the agent gives the tools.</summary>
    public IReadOnlyList<string> Agents { get; init; } = [];

    /// <summary>Gets what a run may use at most.</summary>
    public AgentBudget Budget { get; init; } = new();

    /// <summary>Gets which tool calls a person has to approve; the first rule that matches holds.</summary>
    public IReadOnlyList<ApprovalRule> Approvals { get; init; } = [];

    /// <summary>Gets what only its kind knows, like <c>reviewer</c> or <c>maxRounds</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
