namespace Switchyard.Contracts.Agents;

/// <summary>An agent as it is written in YAML or JSON; both have the same members. What is absent has its default.</summary>
public sealed record AgentDocument
{
    /// <summary>Gets the name by which it is chosen: 1 to 64 lower-case letters, digits, '-' and '_'.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the template it begins with, one of <c>GET /v1/agents/templates</c>: what is absent here is as the template has it.</summary>
    public string? Template { get; init; }

    /// <summary>Gets how it reasons: <c>react</c>, <c>chain-of-thought</c>, <c>plan-and-execute</c>, <c>reflection</c>, <c>code-act</c>, <c>supervisor</c>, <c>vote</c>, <c>handoff</c>, <c>swarm</c> or one that the host has added. Default: <c>react</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>Gets one sentence that says what it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the system prompt.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>Gets the model string; absent for the host's default.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the sampling temperature, 0 to 2. Default: 0.</summary>
    public float? Temperature { get; init; }

    /// <summary>Gets the tools it has: names, <c>category:math</c>, or <c>*</c> for all. Default: all.</summary>
    public IReadOnlyList<string>? Tools { get; init; }

    /// <summary>Gets how many of them the model is shown at once, those that fit the input best; 1 to 64.</summary>
    public int? MaxToolsShown { get; init; }

    /// <summary>Gets the agents it may call, by name; each is a tool of it.</summary>
    public IReadOnlyList<string>? Agents { get; init; }

    /// <summary>Gets what a run may use at most.</summary>
    public RunBudget? Budget { get; init; }

    /// <summary>Gets which tool calls a person has to approve.</summary>
    public IReadOnlyList<ApprovalRuleDocument>? Approvals { get; init; }

    /// <summary>Gets what only its kind knows, like <c>max_rounds</c>.</summary>
    public IReadOnlyDictionary<string, string>? Settings { get; init; }
}
