using Switchyard.Tests.Common.Databases;

namespace Switchyard.Agents.Tests.Journal.Postgres;

/// <summary>One PostgreSQL for the tests of a class.</summary>
public sealed class PostgresDatabase : IAsyncLifetime
{
    private PostgresServer? _server;

    public string ConnectionString => _server!.ConnectionString;

    public async ValueTask InitializeAsync() => _server = await PostgresServer.StartAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
