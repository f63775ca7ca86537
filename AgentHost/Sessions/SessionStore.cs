using System.Text.Json;
using Dapper;
using Npgsql;
using Switchyard.AgentHost.Conversations;
using Switchyard.AgentHost.Runs;
using Switchyard.Contracts.Agents;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.AgentHost.Sessions;

/// <summary>Conversations as sessions: their finished turns, and what stands for the oldest of them.</summary>
internal sealed class SessionStore(NpgsqlDataSource database)
{
    private const int MaxListed = 200;

    /// <summary>Lists conversations, last used first.</summary>
    public async Task<IReadOnlyList<SessionRow>> ListAsync(string? user, string? agent, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            select {SessionRow.Columns} from agents.conversations c
            where (@user::text is null or c.user_id = @user) and (@agent::text is null or c.agent = @agent) order by c.last_used_at desc limit @MaxListed
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<SessionRow>(new CommandDefinition(Sql, new { user, agent, MaxListed }, cancellationToken: cancellationToken))];
    }

    /// <summary>The conversations of a name: a caller may have given the same to several users or agents.</summary>
    public async Task<IReadOnlyList<SessionRow>> FindAsync(string id, string? user, string? agent, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            select {SessionRow.Columns} from agents.conversations c
            where c.id = @id and (@user::text is null or c.user_id = @user) and (@agent::text is null or c.agent = @agent) limit 2
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<SessionRow>(new CommandDefinition(Sql, new { id, user, agent }, cancellationToken: cancellationToken))];
    }

    /// <summary>Reads the finished turns, oldest first.</summary>
    /// <param name="key">The conversation.</param>
    /// <param name="after">The run after which to begin; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<SessionTurn>> ReadTurnsAsync(SessionKey key, string? after, CancellationToken cancellationToken)
    {
        const string Sql = """
            select r.id as RunId, r.created_at as At, m.role as Role, m.content as Content, m.tool_calls::text as ToolCalls, m.tool_call_id as ToolCallId
            from agents.runs r join agents.messages m on m.run_id = r.id
            where r.user_id = @User and r.agent = @Agent and r.conversation_id = @Id and r.status = 'completed' and (@after::text is null or r.id > @after)
            order by r.id, m.position
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<MessageRow>(new CommandDefinition(Sql, new { key.User, key.Agent, key.Id, after }, cancellationToken: cancellationToken));
        return [.. rows.GroupBy(row => (row.RunId, row.At)).Select(turn => new SessionTurn { RunId = turn.Key.RunId, At = turn.Key.At, Messages = [.. turn.Select(row => row.ToMessage())] })];
    }

    /// <summary>Stores what stands for the turns up to a run; false where somebody else was quicker.</summary>
    public async Task<bool> SaveSummaryAsync(SessionRow session, string summary, string through, CancellationToken cancellationToken)
    {
        const string Sql = """
            update agents.conversations set summary = @summary, compacted_through = @through
            where user_id = @UserId and agent = @Agent and id = @Id and compacted_through is not distinct from @CompactedThrough
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var row = new { session.UserId, session.Agent, session.Id, session.CompactedThrough, summary, through };
        return await connection.ExecuteAsync(new CommandDefinition(Sql, row, cancellationToken: cancellationToken)) > 0;
    }

    /// <summary>The last finished run of a conversation; null where there is none.</summary>
    public async Task<string?> FindNewestFinishedAsync(SessionKey key, CancellationToken cancellationToken)
    {
        const string Sql = "select max(id) from agents.runs where user_id = @User and agent = @Agent and conversation_id = @Id and status = 'completed'";
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition(Sql, new { key.User, key.Agent, key.Id }, cancellationToken: cancellationToken));
    }

    /// <summary>Stores what is remembered, unless somebody else has read further meanwhile.</summary>
    public async Task SaveFactsAsync(SessionKey key, IReadOnlyList<string> facts, string through, CancellationToken cancellationToken)
    {
        const string Sql = """
            update agents.conversations set facts = @facts::jsonb, facts_through = @through
            where user_id = @User and agent = @Agent and id = @Id and (facts_through is null or facts_through < @through)
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(Sql, new { key.User, key.Agent, key.Id, facts = TextList.ToJson(facts), through }, cancellationToken: cancellationToken));
    }

    /// <summary>Reads what happened in the finished runs of a conversation, oldest first.</summary>
    public async Task<IReadOnlyList<SessionTrace>> ReadTracesAsync(SessionKey key, CancellationToken cancellationToken)
    {
        const string Sql = """
            select r.id as RunId, e.sequence as Sequence, e.data::text as Data
            from agents.runs r join agents.run_events e on e.run_id = r.id
            where r.user_id = @User and r.agent = @Agent and r.conversation_id = @Id and r.status = 'completed' order by r.id, e.sequence
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string RunId, long Sequence, string Data)>(new CommandDefinition(Sql, new { key.User, key.Agent, key.Id }, cancellationToken: cancellationToken));
        return [.. rows.GroupBy(row => row.RunId).Select(run => new SessionTrace
        {
            RunId = run.Key,
            Events = [.. run.Select(row => JsonSerializer.Deserialize(row.Data, AgentsJsonContext.Default.RunEvent)! with { Sequence = row.Sequence })],
        })];
    }

    /// <summary>Stores a conversation that was read elsewhere; false where there is one of its name.</summary>
    public async Task<bool> ImportAsync(SessionDocument session, CancellationToken cancellationToken)
    {
        const string Make = """
            insert into agents.conversations (user_id, agent, id, created_at, last_used_at, summary, facts, system_prompt, tools)
            values (@User, @Agent, @Id, @CreatedAt, @LastUsedAt, @Summary, @facts::jsonb, @SystemPrompt, @tools::jsonb) on conflict do nothing
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var row = new { session.User, session.Agent, session.Id, CreatedAt = session.CreatedAt.UtcDateTime, LastUsedAt = session.LastUsedAt.UtcDateTime, session.Summary, facts = TextList.ToJson(session.Facts), session.SystemPrompt, tools = TextList.ToJson(session.Tools) };
        if (await connection.ExecuteAsync(new CommandDefinition(Make, row, transaction, cancellationToken: cancellationToken)) == 0)
        {
            return false;
        }

        var runs = await ImportTurnsAsync(connection, transaction, session, cancellationToken);
        foreach (var trace in session.Traces ?? [])
        {
            await ImportTraceAsync(connection, transaction, runs[trace.RunId], session.User, trace, cancellationToken);
        }

        const string Through = "update agents.conversations set compacted_through = @compacted, facts_through = @read where user_id = @User and agent = @Agent and id = @Id";
        var (compacted, read) = (NameOf(runs, session.CompactedThrough), NameOf(runs, session.FactsThrough));
        await connection.ExecuteAsync(new CommandDefinition(Through, new { compacted, read, session.User, session.Agent, session.Id }, transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <returns>The names of the runs here, by those they had.</returns>
    private static async Task<Dictionary<string, string>> ImportTurnsAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, SessionDocument session, CancellationToken cancellationToken)
    {
        const string Sql = """
            insert into agents.runs (id, user_id, agent, conversation_id, model, input, output, status, host, lease_until, created_at, completed_at)
            values (@run, @User, @Agent, @Id, 'imported', @input, @output, 'completed', '', clock_timestamp(), @at, @at)
            """;
        var runs = new Dictionary<string, string>(StringComparer.Ordinal);
        var last = DateTimeOffset.UnixEpoch;
        foreach (var turn in session.Turns)
        {
            // Turns are ordered by their runs' names, which begin with the time; those of the same millisecond would be in any order.
            last = turn.At >= last.AddMilliseconds(1) ? turn.At : last.AddMilliseconds(1);
            var run = RunId.Of(Guid.CreateVersion7(last));
            var parameters = new { run, session.User, session.Agent, session.Id, input = TextOf(turn.Messages[0]), output = TextOf(turn.Messages[^1]), at = turn.At.UtcDateTime };
            await connection.ExecuteAsync(new CommandDefinition(Sql, parameters, transaction, cancellationToken: cancellationToken));
            await ConversationStore.AddMessagesAsync(connection, transaction, run, session.User, 0, [.. turn.Messages.Select(MessageRow.From)], cancellationToken);
            runs[turn.RunId] = run;
        }

        return runs;
    }

    // Events are named and numbered as those of runs that were held here.
    private static Task<int> ImportTraceAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string run, string user, SessionTrace trace, CancellationToken cancellationToken)
    {
        const string Sql = "insert into agents.run_events (run_id, sequence, user_id, type, data) values (@run, @sequence, @user, @Type, @data::jsonb)";
        var rows = trace.Events.Select((told, index) => new { run, sequence = index + 1L, user, told.Type, data = DataOf(told with { RunId = run, Sequence = index + 1 }) });
        return connection.ExecuteAsync(new CommandDefinition(Sql, rows, transaction, cancellationToken: cancellationToken));
    }

    private static string DataOf(RunEvent told) => SafeText.Clean(JsonSerializer.SerializeToElement(told, AgentsJsonContext.Default.RunEvent)).GetRawText();

    private static string? NameOf(Dictionary<string, string> runs, string? run) => run is null ? null : runs[run];

    /// <summary>The oldest run of a conversation that is not over; null where there is none.</summary>
    public async Task<string?> FindOldestOpenAsync(SessionKey key, CancellationToken cancellationToken)
    {
        const string Sql = "select min(id) from agents.runs where user_id = @User and agent = @Agent and conversation_id = @Id and status in ('running', 'waiting')";
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition(Sql, new { key.User, key.Agent, key.Id }, cancellationToken: cancellationToken));
    }

    /// <summary>Deletes a conversation with its runs, their events and their journals; false where one of its runs is not over.</summary>
    public async Task<bool> DeleteAsync(SessionKey key, CancellationToken cancellationToken)
    {
        const string Runs = "select id, status in ('running', 'waiting') from agents.runs where user_id = @User and agent = @Agent and conversation_id = @Id for update";

        // The journals have what was said as well, and nothing else deletes them.
        const string Delete = """
            delete from agent_runs.entries where run_id = any(@journals);
            delete from agent_runs.runs where id = any(@journals);
            delete from agents.runs where user_id = @User and agent = @Agent and conversation_id = @Id;
            delete from agents.conversations where user_id = @User and agent = @Agent and id = @Id;
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var runs = (await connection.QueryAsync<(string Id, bool IsAlive)>(new CommandDefinition(Runs, new { key.User, key.Agent, key.Id }, transaction, cancellationToken: cancellationToken))).ToList();
        if (runs.Exists(run => run.IsAlive))
        {
            return false;
        }

        // Those of the agents that they have called as well, but for what a fork in another conversation shares.
        const string Called = """
            select m.id from agents.member_runs m
            where m.run_id = any(@ids) and not exists (select from agents.member_runs o where o.id = m.id and o.run_id <> all(@ids))
            """;
        var ids = runs.Select(run => run.Id).ToArray();
        var called = await connection.QueryAsync<Guid>(new CommandDefinition(Called, new { ids }, transaction, cancellationToken: cancellationToken));
        var parameters = new { key.User, key.Agent, key.Id, journals = ids.Select(RunId.ToGuid).Concat(called).ToArray() };
        await connection.ExecuteAsync(new CommandDefinition(Delete, parameters, transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static string TextOf(ChatMessage message) => message.Content?.ToText() ?? string.Empty;
}
