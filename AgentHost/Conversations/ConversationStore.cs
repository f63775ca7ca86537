using Dapper;
using Npgsql;
using Switchyard.AgentHost.Sessions;

namespace Switchyard.AgentHost.Conversations;

/// <summary>Conversations and their messages in PostgreSQL. Every query names the user.</summary>
internal sealed class ConversationStore(NpgsqlDataSource database)
{
    /// <summary>Asks for a conversation of its own instead of the latest one.</summary>
    public const string New = "new";

    /// <summary>Finds the conversation a run belongs to, making it if need be: the one that is named, or the user's latest one with the agent.</summary>
    public static async Task<string> ResolveAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string user, string agent, string? requested, CancellationToken cancellationToken)
    {
        const string Latest = "select id from agents.conversations where user_id = @user and agent = @agent order by last_used_at desc limit 1";
        const string Touch = """
            insert into agents.conversations (user_id, agent, id) values (@user, @agent, @id)
            on conflict (user_id, agent, id) do update set last_used_at = clock_timestamp()
            """;
        var id = requested == New ? null
            : requested ?? await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(Latest, new { user, agent }, transaction, cancellationToken: cancellationToken));
        id ??= $"conv_{Guid.CreateVersion7():N}";
        await connection.ExecuteAsync(new CommandDefinition(Touch, new { user, agent, id }, transaction, cancellationToken: cancellationToken));
        return id;
    }

    /// <summary>Adds messages of a run, as part of the caller's transaction.</summary>
    public static Task AddMessagesAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string runId, string user, int firstPosition, IReadOnlyList<MessageRow> messages, CancellationToken cancellationToken)
    {
        const string Sql = """
            insert into agents.messages (run_id, position, user_id, role, content, tool_calls, tool_call_id)
            values (@runId, @Position, @user, @Role, @Content, @ToolCalls::jsonb, @ToolCallId)
            """;
        var rows = messages.Select((message, index) => new { runId, Position = firstPosition + index, user, message.Role, message.Content, message.ToolCalls, message.ToolCallId });
        return connection.ExecuteAsync(new CommandDefinition(Sql, rows, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// Reads the newest finished turns, oldest first. Turns that failed or were cancelled are not history. Of a turn, the
    /// input and the answer count: its tool steps stay in the record, because repeating them crowds a small model's prompt
    /// (measured with pocket: seven turns without steps are asked as well as three with them).
    /// </summary>
    public async Task<History> ReadHistoryAsync(string user, string agent, string conversation, int limit, CancellationToken cancellationToken)
    {
        const string Sql = """
            select m.run_id as RunId, m.role as Role, m.content as Content, m.tool_calls::text as ToolCalls, m.tool_call_id as ToolCallId
            from agents.messages m
            join (select id from agents.runs
                  where user_id = @user and agent = @agent and conversation_id = @conversation and status = 'completed' and (@through::text is null or id > @through)
                  order by id desc limit @limit) r on r.id = m.run_id
            where m.user_id = @user and (m.position = 0 or m.position = (select max(position) from agents.messages l where l.run_id = m.run_id))
            order by m.run_id, m.position
            """;
        const string Compacted = "select summary, compacted_through, system_prompt, tools::text from agents.conversations where user_id = @user and agent = @agent and id = @conversation";
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var (summary, through, systemPrompt, tools) = await connection.QuerySingleOrDefaultAsync<(string? Summary, string? Through, string? SystemPrompt, string? Tools)>(new CommandDefinition(Compacted, new { user, agent, conversation }, cancellationToken: cancellationToken));
        var rows = await connection.QueryAsync<MessageRow>(new CommandDefinition(Sql, new { user, agent, conversation, limit, through }, cancellationToken: cancellationToken));
        var turns = rows.GroupBy(row => row.RunId).ToList();
        var skipped = turns.Count < limit ? 0 : await CountMessagesAsync(connection, user, agent, conversation, turns.FirstOrDefault()?.Key, through, cancellationToken);
        return new History([.. turns.Select(turn => new Turn([.. turn.Select(row => row.ToMessage())]))], skipped) { Summary = summary, SystemPrompt = systemPrompt, Tools = TextList.Read(tools) };
    }

    // Counts what reading would have given of the turns before a run; of all turns without one.
    private static Task<int> CountMessagesAsync(
        NpgsqlConnection connection, string user, string agent, string conversation, string? before, string? through, CancellationToken cancellationToken)
    {
        const string Sql = """
            select count(*)::int
            from agents.messages m
            join agents.runs r on r.id = m.run_id
            where r.user_id = @user and r.agent = @agent and r.conversation_id = @conversation and r.status = 'completed' and (@before::text is null or r.id < @before)
              and (@through::text is null or r.id > @through) and m.user_id = @user and (m.position = 0 or m.position = (select max(position) from agents.messages l where l.run_id = m.run_id))
            """;
        return connection.ExecuteScalarAsync<int>(new CommandDefinition(Sql, new { user, agent, conversation, before, through }, cancellationToken: cancellationToken));
    }
}
