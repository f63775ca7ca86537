using Dapper;
using Npgsql;
using Switchyard.Agents.Definitions;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Members;

/// <summary>The runs of agents that runs have called, by the runs that called them.</summary>
internal sealed class MemberRunStore(NpgsqlDataSource database)
{
    /// <summary>Notes that a run calls an agent, once however often the call is made.</summary>
    public async Task NoteAsync(string runId, Guid id, AgentDefinition agent, CancellationToken cancellationToken)
    {
        const string Sql = "insert into agents.member_runs (run_id, id, agent, version) values (@runId, @id, @agent, @Version) on conflict do nothing";
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(Sql, new { runId, id, agent = agent.Id, agent.Version }, cancellationToken: cancellationToken));
    }

    /// <summary>Lists the runs that a run has called, first called first, with what their journals say they are doing.</summary>
    public async Task<IReadOnlyList<MemberRun>> ListAsync(string runId, CancellationToken cancellationToken)
    {
        const string Sql = $"select {MemberRunRow.Columns} {MemberRunRow.From} where m.run_id = @runId order by m.called_at, m.id";
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. (await connection.QueryAsync<MemberRunRow>(new CommandDefinition(Sql, new { runId }, cancellationToken: cancellationToken))).Select(row => row.ToMemberRun())];
    }
}
