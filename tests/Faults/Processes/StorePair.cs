using Switchyard.Tests.Common.Databases;

namespace Switchyard.Faults.Processes;

/// <summary>The PostgreSQL and the Redis under test. PostgreSQL flushes what it commits; Redis keeps its file in a folder of its own and flushes it once a second, as it is mostly run.</summary>
internal sealed class StorePair(PostgresServer postgres, RedisServer redis) : IAsyncDisposable
{
    public PostgresServer Postgres => postgres;

    public RedisServer Redis => redis;

    /// <summary>Gets how the server is reached when nothing is between, for what looks at it from outside.</summary>
    public string ConnectionString => ConnectionStringOf(postgres.Port);

    /// <summary>Starts both.</summary>
    public static async Task<StorePair> StartAsync(RunFolder folder, CancellationToken cancellationToken)
    {
        var postgres = await PostgresServer.StartAsync(["fsync=on", "max_connections=100"], cancellationToken);
        return new StorePair(postgres, await RedisServer.StartAsync(["--appendonly", "yes", "--appendfsync", "everysec", "--dir", folder.Redis], cancellationToken));
    }

    /// <summary>Gets how the server is reached at a port.</summary>
    public static string ConnectionStringOf(int port) => $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Maximum Pool Size=15";

    public async ValueTask DisposeAsync()
    {
        await redis.DisposeAsync();
        await postgres.DisposeAsync();
    }
}
