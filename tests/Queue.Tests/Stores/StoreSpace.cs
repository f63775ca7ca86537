using Npgsql;
using StackExchange.Redis;

namespace Switchyard.Queue.Tests.Stores;

/// <summary>A database of PostgreSQL and one of Redis that a test has for itself.</summary>
/// <param name="Postgres">The connection string.</param>
/// <param name="Redis">The configuration.</param>
public sealed record StoreSpace(string Postgres, string Redis)
{
    /// <summary>Empties both.</summary>
    public async Task ClearAsync()
    {
        await ExecuteAsync("do $$ begin if to_regclass('queue.jobs') is not null then truncate queue.jobs, queue.workers, queue.files, queue.batches cascade; end if; end $$");
        using var redis = await ConnectionMultiplexer.ConnectAsync(Redis);
        await redis.GetDatabase().ExecuteAsync("FLUSHDB");
        await redis.CloseAsync();
    }

    /// <summary>Runs a statement.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Postgres + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
