using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Sessions;

/// <summary>One row of agents.conversations with what its runs say of it.</summary>
internal sealed class SessionRow
{
    public const string Columns = """
        c.id as Id, c.user_id as UserId, c.agent as Agent, c.created_at as CreatedAt, c.last_used_at as LastUsedAt, c.summary as Summary, c.compacted_through as CompactedThrough,
        c.facts::text as Facts, c.facts_through as FactsThrough, c.system_prompt as SystemPrompt, c.tools::text as Tools,
        (select count(*)::int from agents.runs r where r.user_id = c.user_id and r.agent = c.agent and r.conversation_id = c.id) as Runs,
        (select left(input, 120) from agents.runs r where r.user_id = c.user_id and r.agent = c.agent and r.conversation_id = c.id order by id limit 1) as Title
        """;

    public string Id { get; init; } = string.Empty;

    public string UserId { get; init; } = string.Empty;

    public string Agent { get; init; } = string.Empty;

    public DateTime CreatedAt { get; init; }

    public DateTime LastUsedAt { get; init; }

    public string? Summary { get; init; }

    public string? CompactedThrough { get; init; }

    /// <summary>Gets what is remembered, as JSON; null where nobody asked yet.</summary>
    public string? Facts { get; init; }

    /// <summary>Gets the last run that was read for it.</summary>
    public string? FactsThrough { get; init; }

    /// <summary>Gets the system prompt it was taken in with; null for the agent's.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>Gets the tools it was taken in with, as JSON; null for the agent's.</summary>
    public string? Tools { get; init; }

    public int Runs { get; init; }

    public string? Title { get; init; }

    public SessionKey Key => new(UserId, Agent, Id);

    public SessionInfo ToInfo() => new() { Id = Id, User = UserId, Agent = Agent, Title = Title, CreatedAt = CreatedAt, LastUsedAt = LastUsedAt, Runs = Runs };
}
