using System.Text.Json;
using Switchyard.AgentHost.Runs;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Contracts.Agents;
using RunEvent = Switchyard.Contracts.Agents.RunEvent;

namespace Switchyard.AgentHost.People;

/// <summary>One row of agents.requests: what a run waits for a person to say.</summary>
internal sealed class RequestRow
{
    public const string Columns = """
        q.run_id as RunId, q.key as Key, q.kind as Kind, q.text as Text, q.choices::text as Choices, q.tool as Tool, q.arguments::text as Arguments, q.node as Node, q.step as Step,
        q.asked_at as AskedAt, q.expires_at as ExpiresAt, q.escalates_at as EscalatesAt, q.escalate_to as EscalateTo, q.escalated as Escalated, q.member as Member, q.member_run as MemberRun, r.agent as Agent, r.user_id as UserId
        """;

    public const string Insert = """
        insert into agents.requests (run_id, key, kind, text, choices, tool, arguments, node, step, asked_at, expires_at, escalates_at, escalate_to, member, member_run)
        values (@RunId, @Key, @Kind, @Text, @Choices::jsonb, @Tool, @Arguments::jsonb, @Node, @Step, @AskedAt, @ExpiresAt, @EscalatesAt, @EscalateTo, @Member, @MemberRun)
        on conflict do nothing
        """;

    public string RunId { get; init; } = string.Empty;

    public string Key { get; init; } = string.Empty;

    public string Kind { get; init; } = string.Empty;

    public string Text { get; init; } = string.Empty;

    public string Choices { get; init; } = "[]";

    public string? Tool { get; init; }

    public string? Arguments { get; init; }

    public string Node { get; init; } = string.Empty;

    public int Step { get; init; }

    public DateTime AskedAt { get; init; }

    public DateTime? ExpiresAt { get; init; }

    public DateTime? EscalatesAt { get; init; }

    public string? EscalateTo { get; init; }

    public bool Escalated { get; init; }

    /// <summary>Gets the agent that asks, where it is one that the run has called.</summary>
    public string? Member { get; init; }

    /// <summary>Gets that agent's run.</summary>
    public Guid? MemberRun { get; init; }

    public string Agent { get; init; } = string.Empty;

    public string UserId { get; init; } = string.Empty;

    public static RequestRow Of(string runId, PersonRequest request) => new()
    {
        RunId = runId,
        Key = request.Key,
        Kind = KindOf(request.Kind),
        Text = SafeText.Clean(TextOf(request)),
        Choices = JsonSerializer.Serialize([.. request.Choices.Select(SafeText.Clean)], PeopleJsonContext.Default.IReadOnlyListString),
        Tool = request.Kind == PersonRequestKind.UncertainEffect ? SafeText.Clean(request.Text) : request.Tool,
        Arguments = request.Arguments is { } arguments ? SafeText.Clean(JsonElement.Parse(arguments)).GetRawText() : null,
        Node = request.Node,
        Step = request.Step,
        AskedAt = request.AskedAt.UtcDateTime,
        ExpiresAt = request.ExpiresAt?.UtcDateTime,
        EscalatesAt = request.EscalatesAt?.UtcDateTime,
        EscalateTo = request.EscalateTo,
        Member = request.Agent,
        MemberRun = request.Agent is null ? null : request.RunId,
    };

    public WaitingRequest ToRequest() => new()
    {
        RunId = RunId,
        Key = Key,
        Kind = Kind,
        Text = Text,
        Choices = ReadChoices(),
        Tool = Tool,
        Arguments = ReadArguments(),
        Node = Node,
        Agent = Agent,
        User = UserId,
        EscalatedTo = Escalated ? EscalateTo : null,
        AskedAt = AskedAt,
        ExpiresAt = ExpiresAt,
        Member = Member,
        MemberRun = MemberRunId,
    };

    /// <summary>The event that tells of it.</summary>
    public RunEvent ToEvent(DateTimeOffset now) => new()
    {
        RunId = RunId,
        Sequence = 0,
        Type = Kind switch
        {
            WaitingKinds.Approval => RunEventTypes.Approval,
            WaitingKinds.Uncertain => RunEventTypes.Uncertain,
            _ => RunEventTypes.Question,
        },
        Timestamp = now,
        Key = Key,
        Text = Text,
        Choices = ReadChoices() is { Count: > 0 } choices ? choices : null,
        Name = Tool,
        Arguments = ReadArguments(),
        Node = Node,
        Step = Step,
        ExpiresAt = ExpiresAt,
        Member = Member,
        MemberRun = MemberRunId,
    };

    // The graph knows only the call's name.
    private static string TextOf(PersonRequest request) => request.Kind == PersonRequestKind.UncertainEffect ? $"Did {request.Text} happen?" : request.Text;

    private string? MemberRunId => MemberRun is { } id ? Runs.RunId.Of(id) : null;

    private IReadOnlyList<string> ReadChoices() => JsonSerializer.Deserialize(Choices, PeopleJsonContext.Default.IReadOnlyListString)!;

    private JsonElement? ReadArguments() => Arguments is null ? null : JsonSerializer.Deserialize(Arguments, PeopleJsonContext.Default.JsonElement);

    private static string KindOf(PersonRequestKind kind) => kind switch
    {
        PersonRequestKind.Approval => WaitingKinds.Approval,
        PersonRequestKind.UncertainEffect => WaitingKinds.Uncertain,
        _ => WaitingKinds.Question,
    };
}
