using System.Text.Json;
using Dapper;
using Npgsql;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Runs;

/// <summary>What any host reads of any run, and the one write that any host may do: ask for a cancel.</summary>
internal sealed class RunQueries(NpgsqlDataSource database)
{
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
        const string Sql = "select sequence as Sequence, data::text as Data from agents.run_events where run_id = @id and sequence > @after order by sequence";
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(long Sequence, string Data)>(new CommandDefinition(Sql, new { id, after }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => JsonSerializer.Deserialize(row.Data, AgentsJsonContext.Default.RunEvent)! with { Sequence = row.Sequence })];
    }

    /// <summary>Writes the wish to cancel into the row, where the run's host finds it, or the one that takes it on.</summary>
    public async Task RequestCancelAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "update agents.runs set cancel_requested = true where id = @id and status in ('running', 'waiting')", new { id }, cancellationToken: cancellationToken));
    }
}
