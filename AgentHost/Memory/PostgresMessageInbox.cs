using Dapper;
using Npgsql;
using Switchyard.Agents.Tools.Communication;

namespace Switchyard.AgentHost.Memory;

/// <summary>Messages between the agents of a user, in PostgreSQL. An agent keeps its newest ones; older ones make room.</summary>
internal sealed class PostgresMessageInbox(NpgsqlDataSource database) : IMessageInbox
{
    private const int MaxMessages = 1_000;

    public async Task<bool> DeliverAsync(AgentMessage message, string key, CancellationToken cancellationToken)
    {
        const string Sql = """
            with sent as (
                insert into agents.inbox (user_id, agent, key, sender, message, sent_at) values (@User, @To, nullif(@key, ''), @From, @Text, @SentAt)
                on conflict do nothing returning id)
            delete from agents.inbox where id in (
                select id from agents.inbox where user_id = @User and agent = @To order by id desc offset @MaxMessages - 1) and exists (select from sent)
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(Sql, new { message.User, message.To, message.From, message.Text, message.SentAt, key, MaxMessages }, cancellationToken: cancellationToken));
        return true;
    }

    public async Task<IReadOnlyList<AgentMessage>> ReadAsync(string user, string agent, int limit, CancellationToken cancellationToken)
    {
        const string Sql = "select sender, message, sent_at from agents.inbox where user_id = @user and agent = @agent order by id desc limit @limit";
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Sender, string Message, DateTime SentAt)>(new CommandDefinition(Sql, new { user, agent, limit }, cancellationToken: cancellationToken));
        return [.. rows.Reverse().Select(row => new AgentMessage(user, row.Sender, agent, row.Message, row.SentAt))];
    }
}
