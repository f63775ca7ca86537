using System.Text.Json;
using Switchyard.AgentHost.Definitions;
using Switchyard.Agents.Definitions;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Runs;

/// <summary>A run this host works on from now on: one row of agents.runs whose lease it has.</summary>
internal sealed class RunClaim
{
    public const string Columns = """
        id as Id, user_id as User, agent as Agent, version as Version, kind as Kind, conversation_id as Conversation, model as Model, input as Input, budget::text as Budget,
        members::text as Members, parent as Parent, forked_at as ForkedAt, system_prompt as SystemPrompt, cancel_requested as CancelRequested, last_event as LastEvent, stalled as Stalled,
        error as Error
        """;

    public string Id { get; init; } = string.Empty;

    public string User { get; init; } = string.Empty;

    public string Agent { get; init; } = string.Empty;

    /// <summary>Gets the agent's version; null for runs from before there was a journal, with which nobody can go on.</summary>
    public int? Version { get; init; }

    /// <summary>Gets how the agent reasons in it; null where the definition says.</summary>
    public string? Kind { get; init; }

    public string Conversation { get; init; } = string.Empty;

    public string Model { get; init; } = string.Empty;

    public string Input { get; init; } = string.Empty;

    /// <summary>Gets the limits that whoever started it asked for, as JSON; null where there are none.</summary>
    public string? Budget { get; init; }

    /// <summary>Gets the versions of the agents that it may call, as JSON; null where there are none.</summary>
    public string? Members { get; init; }

    public string? Parent { get; init; }

    public long? ForkedAt { get; init; }

    public string? SystemPrompt { get; init; }

    public bool CancelRequested { get; init; }

    /// <summary>Gets the number of the last event before this host's first; 0 where there is none.</summary>
    public long LastEvent { get; init; }

    /// <summary>Gets how often in a row the run was taken over without coming further.</summary>
    public int Stalled { get; init; }

    /// <summary>Gets why the last host let it go, where it did not come further.</summary>
    public string? Error { get; init; }

    /// <summary>Gets those limits.</summary>
    public AgentBudget? RequestedBudget => Budget is null ? null : AgentDefinitions.BudgetOf(JsonSerializer.Deserialize(Budget, AgentsJsonContext.Default.RunBudget));

    public Guid JournalId => RunId.ToGuid(Id);

    /// <summary>Gets whether others worked on it before.</summary>
    public bool IsResumed => LastEvent > 0;
}
