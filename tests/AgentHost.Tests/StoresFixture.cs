using Switchyard.AgentHost.Tests;
using Switchyard.Tests.Common.Databases;

[assembly: AssemblyFixture(typeof(StoresFixture))]

namespace Switchyard.AgentHost.Tests;

/// <summary>One PostgreSQL and one Redis for all tests; each test uses users of its own.</summary>
public sealed class StoresFixture : IAsyncLifetime
{
    public PostgresServer Postgres { get; private set; } = null!;

    public RedisServer Redis { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Postgres = await PostgresServer.StartAsync(["fsync=off"], CancellationToken.None);
        Redis = await RedisServer.StartAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Redis.DisposeAsync();
        await Postgres.DisposeAsync();
    }
}
