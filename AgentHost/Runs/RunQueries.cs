using System.Text.Json;
using Dapper;
using Npgsql;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Runs;

/// <summary>What any host reads of any run, and the two writes any host may do: ask for a cancel, and mark what lost its host.</summary>
internal sealed class RunQueries(NpgsqlDataSource database, TimeProvider time)
{
    public const string InterruptedMessage = "The host that worked on this run stopped before it ended. Start it again.";

    private const long TokenRoom = 1_000_000;

    /// <summary>Marks runs whose lease lapsed as interrupted and gives each its last event. Cheap enough to be called before every read.</summary>
    public async Task<int> InterruptLapsedAsync(CancellationToken cancellationToken)
    {
        // Waits for a sweep of another host rather than skipping its rows: who reads next must not see them running.
        const string Lapsed = """
            select id as Id, user_id as UserId, (select coalesce(max(sequence), 0) + 1 from agents.run_events e where e.run_id = r.id) as Sequence
            from agents.runs r where status = 'running' and lease_until < clock_timestamp()
            order by id for no key update
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var rows = (await connection.QueryAsync<(string Id, string UserId, long Sequence)>(new CommandDefinition(Lapsed, transaction: transaction, cancellationToken: cancellationToken))).ToList();
        foreach (var row in rows)
        {
            await InterruptAsync(connection, transaction, row.Id, row.UserId, row.Sequence, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return rows.Count;
    }

    public async Task<RunRow?> FindAsync(string id, string? user, CancellationToken cancellationToken)
    {
        const string Sql = $"select {RunRow.Columns} from agents.runs where id = @id and (@user::text is null or user_id = @user)";
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<RunRow>(new CommandDefinition(Sql, new { id, user }, cancellationToken: cancellationToken));
    }

    /// <summary>The run that a user started under a key, and the hash of what was asked; null when there is none.</summary>
    public async Task<(string Id, byte[] Hash)?> FindByKeyAsync(string user, string key, CancellationToken cancellationToken)
    {
        const string Sql = "select id as Id, request_hash as Hash from agents.runs where user_id = @user and idempotency_key = @key";
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<(string Id, byte[] Hash)?>(new CommandDefinition(Sql, new { user, key }, cancellationToken: cancellationToken));
    }

    /// <summary>Lists runs, newest first.</summary>
    public async Task<IReadOnlyList<RunRow>> ListAsync(RunFilter filter, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            select {RunRow.Columns} from agents.runs
            where (@User::text is null or user_id = @User) and (@Status::text is null or status = @Status) and (@Before::text is null or id < @Before)
            order by id desc limit @Limit
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<RunRow>(new CommandDefinition(Sql, filter, cancellationToken: cancellationToken))];
    }

    public async Task<IReadOnlyList<RunEvent>> ReadEventsAsync(string id, long after, CancellationToken cancellationToken)
    {
        const string Sql = "select data::text from agents.run_events where run_id = @id and sequence > @after order by sequence";
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<string>(new CommandDefinition(Sql, new { id, after }, cancellationToken: cancellationToken));
        return [.. rows.Select(json => JsonSerializer.Deserialize(json, AgentsJsonContext.Default.RunEvent)!)];
    }

    /// <summary>Writes the wish to cancel into the row, where the run's host finds it.</summary>
    public async Task RequestCancelAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "update agents.runs set cancel_requested = true where id = @id and status = 'running'", new { id }, cancellationToken: cancellationToken));
    }

    private async Task InterruptAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string id, string user, long sequence, CancellationToken cancellationToken)
    {
        const string Sql = """
            update agents.runs set status = 'interrupted', error = @Error, completed_at = clock_timestamp() where id = @id;
            insert into agents.run_events (run_id, sequence, user_id, type, data) values (@id, @sequence, @user, @Type, @data::jsonb);
            """;

        // Tokens have numbers but no rows, so the last event skips ahead of every number a reader may have seen.
        var last = new RunEvent { RunId = id, Sequence = sequence + TokenRoom, Type = RunEventTypes.Failed, Timestamp = time.GetUtcNow(), Error = InterruptedMessage };
        var row = new { id, user, sequence = last.Sequence, last.Type, Error = InterruptedMessage, data = JsonSerializer.Serialize(last, AgentsJsonContext.Default.RunEvent) };
        await connection.ExecuteAsync(new CommandDefinition(Sql, row, transaction, cancellationToken: cancellationToken));
    }
}
