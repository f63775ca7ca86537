using System.Net;
using Dapper;
using Npgsql;
using Switchyard.AgentHost.Storage;
using Switchyard.AgentHost.Tests;
using Switchyard.Agents.Postgres;
using Switchyard.Migrations;
using Switchyard.Tests.Common.Databases;
using Switchyard.Tests.Common.Files;
using Switchyard.Tests.Common.Upstreams;

[assembly: AssemblyFixture(typeof(StoresFixture))]

namespace Switchyard.AgentHost.Tests;

/// <summary>One PostgreSQL and one Redis for all tests. Hosts go on with any run they find, so that those which are not of one test have databases of their own, copied from one whose schemas are made.</summary>
public sealed class StoresFixture : IAsyncLifetime
{
    private const string Template = "template_agents";

    private readonly TemporaryFolder _folders = new();
    private int _databases;
    private int _folderCount;

    public PostgresServer Postgres { get; private set; } = null!;

    public RedisServer Redis { get; private set; } = null!;

    /// <summary>Gets a Router that knows no model: what scripted models take is not known, which is said at once and not after attempts to reach nobody.</summary>
    public FakeUpstream RouterWithoutModels { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        RouterWithoutModels = await FakeUpstream.StartAsync(static context => { context.Response.StatusCode = (int)HttpStatusCode.NotFound; return Task.CompletedTask; }, CancellationToken.None);
        Postgres = await PostgresServer.StartAsync(["fsync=off", "max_connections=300"], CancellationToken.None);
        Redis = await RedisServer.StartAsync(CancellationToken.None);
        await ExecuteAsync($"create database {Template}");
        await using (var connection = new NpgsqlConnection(ConnectionTo(Template)))
        {
            await connection.OpenAsync();
            await SchemaMigrations.ApplyAsync(connection, SchemaMigrator.Schema, CancellationToken.None);
        }

        await using (var journal = new PostgresRunJournal(new PostgresRunJournalOptions { ConnectionString = ConnectionTo(Template), AllowUnsafeDatabase = true }))
        {
            await journal.PrepareAsync(CancellationToken.None);
        }
    }

    /// <summary>Makes a database with the schemas of the service and returns its connection string.</summary>
    public string CreateDatabase() => CreateDatabase(Template);

    /// <summary>Makes a database without any schema and returns its connection string.</summary>
    public string CreateEmptyDatabase() => CreateDatabase("template1");

    /// <summary>Makes a folder for the files of hosts that are processes of their own, and returns its path.</summary>
    public string CreateFolder() => Directory.CreateDirectory(_folders[$"{Interlocked.Increment(ref _folderCount)}"]).FullName;

    public async ValueTask DisposeAsync()
    {
        await RouterWithoutModels.DisposeAsync();
        await Redis.DisposeAsync();
        await Postgres.DisposeAsync();
        _folders.Dispose();
    }

    private string CreateDatabase(string template)
    {
        var name = $"agents_{Interlocked.Increment(ref _databases)}";
        using var connection = new NpgsqlConnection(Postgres.ConnectionString);
        connection.Execute($"create database {name} template {template} strategy file_copy");
        return ConnectionTo(name);
    }

    // Without a pool: a template may have no connection open while it is copied.
    private string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder(Postgres.ConnectionString) { Database = database, Pooling = database != Template }.ConnectionString;

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Postgres.ConnectionString);
        await connection.ExecuteAsync(sql);
    }
}
