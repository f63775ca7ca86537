using System.Text.Json;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Runs;

/// <summary>One row of agents.runs.</summary>
internal sealed class RunRow
{
    public const string Columns = """
        id as Id, user_id as UserId, agent as Agent, version as Version, kind as Kind, conversation_id as Conversation, model as Model, input as Input, output as Output, status as Status,
        error as Error, tool_calls as ToolCalls, usage::text as Usage, members::text as Members, parent as Parent, forked_at as ForkedAt, created_at as CreatedAt, completed_at as CompletedAt
        """;

    public string Id { get; init; } = string.Empty;

    public string UserId { get; init; } = string.Empty;

    public string Agent { get; init; } = string.Empty;

    public int? Version { get; init; }

    /// <summary>Gets how the agent reasons in it; null where the definition says.</summary>
    public string? Kind { get; init; }

    public string Conversation { get; init; } = string.Empty;

    public string Model { get; init; } = string.Empty;

    public string Input { get; init; } = string.Empty;

    public string? Output { get; init; }

    public string Status { get; init; } = string.Empty;

    public string? Error { get; init; }

    public int ToolCalls { get; init; }

    public string? Usage { get; init; }

    /// <summary>Gets the run that called it; null for one that has a row of its own.</summary>
    public string? Caller { get; init; }

    /// <summary>Gets the versions of the agents that it may call, as JSON; null where there are none.</summary>
    public string? Members { get; init; }

    public string? Parent { get; init; }

    public long? ForkedAt { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime? CompletedAt { get; init; }

    /// <summary>Gets whether it will not change any more.</summary>
    public bool IsOver => RunStatuses.Ended.Contains(Status);

    public RunSummary ToSummary() => new()
    {
        Id = Id,
        Agent = Agent,
        Version = Version,
        Kind = Kind,
        User = UserId,
        Conversation = Conversation,
        Status = Status,
        Model = Model,
        Input = Input,
        Output = Output,
        Error = Error,
        CreatedAt = CreatedAt,
        CompletedAt = CompletedAt,
        ToolCalls = ToolCalls,
        Usage = Usage is null ? null : JsonSerializer.Deserialize(Usage, AgentsJsonContext.Default.RunUsage),
        Parent = Parent,
        ForkedAt = ForkedAt,
    };
}
