using Dapper;
using Npgsql;
using Switchyard.AgentHost.Runs;
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

    /// <summary>Finds a run that another one has called, as far as the record knows it; null where there is none, or it is another user's.</summary>
    public async Task<RunRow?> FindAsync(string id, string? user, CancellationToken cancellationToken)
    {
        const string Sql = """
            select @id as Id, r.id as Caller, r.user_id as UserId, m.agent as Agent, m.version as Version, r.members::text as Members, r.conversation_id as Conversation, m.called_at as CreatedAt
            from agents.member_runs m join agents.runs r on r.id = m.run_id
            where m.id = @journal and (@user::text is null or r.user_id = @user) order by m.called_at limit 1
            """;
        if (!RunId.TryRead(id, out var journal))
        {
            return null;
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<RunRow>(new CommandDefinition(Sql, new { id, journal, user }, cancellationToken: cancellationToken));
    }

    /// <summary>Lists the runs that a run has called, first called first, with what their journals say they are doing.</summary>
    public async Task<IReadOnlyList<MemberRun>> ListAsync(string runId, CancellationToken cancellationToken)
    {
        const string Sql = $"select {MemberRunRow.Columns} {MemberRunRow.From} where m.run_id = @runId order by m.called_at, m.id";
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. (await connection.QueryAsync<MemberRunRow>(new CommandDefinition(Sql, new { runId }, cancellationToken: cancellationToken))).Select(row => row.ToMemberRun())];
    }
}
