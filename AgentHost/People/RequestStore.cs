using System.Text.Json;
using Dapper;
using Npgsql;
using Switchyard.AgentHost.Events;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.People;

/// <summary>What runs want of people. The journal says whether a run still waits for it; here it is found without looking into every journal.</summary>
internal sealed class RequestStore(NpgsqlDataSource database, RunNotices notices, TimeProvider time)
{
    private const int MaxListed = 1_000;

    // What is left waits for the next beat.
    private const int MaxExpired = 20;

    // Numbers for the tokens that a host which works on the run may have shown since its last recorded event.
    private const long TokenRoom = 1_000_000;

    private const string InsertEvent =
        "insert into agents.run_events (run_id, sequence, user_id, type, data) select id, last_event, user_id, @Type, @data::jsonb from run returning sequence as Sequence, user_id as User";

    /// <summary>Lists what waits, oldest first: of all users, or what one is asked, being the run's or having been named for it.</summary>
    public async Task<IReadOnlyList<RequestRow>> ListAsync(string? user, string? runId, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            select {RequestRow.Columns} from agents.requests q join agents.runs r on r.id = q.run_id
            where (@runId::text is null or q.run_id = @runId) and (@user::text is null or r.user_id = @user or (q.escalated and q.escalate_to = @user))
            order by q.asked_at, q.run_id, q.key limit @MaxListed
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<RequestRow>(new CommandDefinition(Sql, new { user, runId, MaxListed }, cancellationToken: cancellationToken))];
    }

    /// <summary>The keys of what a run waits for.</summary>
    public async Task<IReadOnlySet<string>> ListKeysAsync(string runId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var keys = await connection.QueryAsync<string>(new CommandDefinition("select key from agents.requests where run_id = @runId", new { runId }, cancellationToken: cancellationToken));
        return keys.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The requests whose time is over, and the database's time.</summary>
    public async Task<(IReadOnlyList<RequestRow> Requests, DateTimeOffset Now)> ListExpiredAsync(CancellationToken cancellationToken)
    {
        const string Sql = $"""
            select {RequestRow.Columns} from agents.requests q join agents.runs r on r.id = q.run_id where q.expires_at <= clock_timestamp() order by q.expires_at limit @MaxExpired
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        List<RequestRow> rows = [.. await connection.QueryAsync<RequestRow>(new CommandDefinition(Sql, new { MaxExpired }, cancellationToken: cancellationToken))];
        var now = rows.Count == 0 ? default : await connection.ExecuteScalarAsync<DateTime>(new CommandDefinition("select clock_timestamp()", cancellationToken: cancellationToken));
        return (rows, now);
    }

    /// <summary>Takes away what is said now, tells readers, and lets the run be gone on with. What somebody else took away is left.</summary>
    /// <returns>Whether it was this call that took it away.</returns>
    public async Task<bool> SettleAsync(string runId, string key, string? answer, string? by, string? error, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            with gone as (delete from agents.requests where run_id = @RunId and key = @Key returning run_id),
            run as (
                update agents.runs set
                    last_event = last_event + 1 + case when status = 'running' then @TokenRoom else 0 end,
                    host = case when status = 'running' then host else '' end,
                    lease_until = case when status = 'running' then lease_until else clock_timestamp() - interval '1 microsecond' end,
                    status = 'running'
                where id = (select run_id from gone) and status in ('running', 'waiting')
                returning id, user_id, last_event)
            {InsertEvent}
            """;
        var answered = Create(runId, RunEventTypes.Answered) with { Key = key, Text = answer, User = by, Error = error };
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var inserted = await connection.QuerySingleOrDefaultAsync<(long Sequence, string? User)>(new CommandDefinition(Sql, ToRow(answered), cancellationToken: cancellationToken));
        return await TellAsync(answered, inserted);
    }

    /// <summary>Puts one question whose time has come to somebody else as well.</summary>
    /// <returns>The run; null where no question is due.</returns>
    public async Task<string?> EscalateAsync(CancellationToken cancellationToken)
    {
        const string Mark = """
            update agents.requests q set escalated = true
            from (select run_id, key from agents.requests where escalates_at <= clock_timestamp() and not escalated order by escalates_at limit 1 for update skip locked) due
            where q.run_id = due.run_id and q.key = due.key returning q.run_id as RunId, q.key as Key, q.escalate_to as EscalateTo
            """;
        const string Tell = $"""
            with run as (
                update agents.runs set last_event = last_event + 1 + case when status = 'running' then @TokenRoom else 0 end where id = @RunId returning id, user_id, last_event)
            {InsertEvent}
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await connection.QuerySingleOrDefaultAsync<RequestRow>(new CommandDefinition(Mark, transaction: transaction, cancellationToken: cancellationToken)) is not { } due)
        {
            return null;
        }

        var escalated = Create(due.RunId, RunEventTypes.Escalated) with { Key = due.Key, User = due.EscalateTo };
        var inserted = await connection.QuerySingleOrDefaultAsync<(long Sequence, string? User)>(new CommandDefinition(Tell, ToRow(escalated), transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        await TellAsync(escalated, inserted);
        return due.RunId;
    }

    private async Task<bool> TellAsync(RunEvent runEvent, (long Sequence, string? User) inserted)
    {
        if (inserted.User is null)
        {
            return false;
        }

        await notices.TellAsync(inserted.User, [runEvent], inserted.Sequence);
        return true;
    }

    private RunEvent Create(string runId, string type) => new() { RunId = runId, Sequence = 0, Type = type, Timestamp = time.GetUtcNow() };

    private static object ToRow(RunEvent runEvent) =>
        new { runEvent.RunId, runEvent.Key, runEvent.Type, TokenRoom, data = JsonSerializer.Serialize(runEvent, AgentsJsonContext.Default.RunEvent) };
}
