using Switchyard.AgentHost.Runs;
using Switchyard.Agents.Journal;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Members;

/// <summary>One row of agents.member_runs, with what its journal says.</summary>
internal sealed class MemberRunRow
{
    public const string Columns = "m.id as Id, m.agent as Agent, m.version as Version, m.called_at as CalledAt, j.status as Status";

    // One that was called and not begun has no journal yet.
    public const string From = "from agents.member_runs m left join agent_runs.runs j on j.id = m.id";

    public Guid Id { get; init; }

    public string Agent { get; init; } = string.Empty;

    public int Version { get; init; }

    public DateTime CalledAt { get; init; }

    public int? Status { get; init; }

    public MemberRun ToMemberRun() => new()
    {
        Id = RunId.Of(Id),
        Agent = Agent,
        Version = Version,
        CalledAt = CalledAt,
        Status = StatusOf((RunStatus?)Status),
    };

    /// <summary>What the API calls the status of a journal; one that is called and has none yet is about to begin.</summary>
    public static string StatusOf(RunStatus? status) => status switch
    {
        RunStatus.Waiting => RunStatuses.Waiting,
        RunStatus.Completed => RunStatuses.Completed,
        RunStatus.Failed => RunStatuses.Failed,
        RunStatus.Cancelled => RunStatuses.Cancelled,
        _ => RunStatuses.Running,
    };
}
