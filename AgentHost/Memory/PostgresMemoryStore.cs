using Dapper;
using Npgsql;
using Switchyard.Agents.Memory;

namespace Switchyard.AgentHost.Memory;

/// <summary>What users had remembered, in PostgreSQL.</summary>
internal sealed class PostgresMemoryStore(NpgsqlDataSource database) : IMemoryStore
{
    private const int MaxEntries = 1_000;

    public async Task<bool> SetAsync(string user, string key, string value, CancellationToken cancellationToken)
    {
        const string Sql = """
            insert into agents.memories (user_id, key, value)
            select @user, @key, @value
            where (select count(*) from agents.memories where user_id = @user and key <> @key) < @MaxEntries
            on conflict (user_id, key) do update set value = excluded.value, updated_at = clock_timestamp()
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(Sql, new { user, key, value, MaxEntries }, cancellationToken: cancellationToken)) == 1;
    }

    public async Task<string?> GetAsync(string user, string key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<string?>(
            new CommandDefinition("select value from agents.memories where user_id = @user and key = @key", new { user, key }, cancellationToken: cancellationToken));
    }

    public async Task<IReadOnlyList<MemoryEntry>> ListAsync(string user, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var entries = await connection.QueryAsync<MemoryEntry>(
            new CommandDefinition("select key, value from agents.memories where user_id = @user order by key limit @limit", new { user, limit }, cancellationToken: cancellationToken));
        return [.. entries];
    }

    public async Task<bool> DeleteAsync(string user, string key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(
            new CommandDefinition("delete from agents.memories where user_id = @user and key = @key", new { user, key }, cancellationToken: cancellationToken)) == 1;
    }
}
