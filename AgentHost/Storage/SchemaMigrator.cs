using System.Reflection;
using Dapper;
using Npgsql;
using Switchyard.AgentHost.Telemetry;

namespace Switchyard.AgentHost.Storage;

/// <summary>Brings this service's schema up to date before anything is served. Replicas that start together take turns; each file runs once, in its own transaction.</summary>
internal sealed partial class SchemaMigrator(NpgsqlDataSource database, TimeProvider time, ILogger<SchemaMigrator> logger) : IHostedService
{
    // Any number will do as long as no other service of this database takes the same.
    private const long LockId = 0x5357_4147_454E_5453;
    private const int ConnectAttempts = 30;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_lock(@LockId)", new { LockId }, cancellationToken: cancellationToken));
        try
        {
            await MigrateAsync(connection, cancellationToken);
        }
        finally
        {
            await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_unlock(@LockId)", new { LockId }, cancellationToken: CancellationToken.None));
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The database may still be starting; a service that gives up at once only makes the start noisier.
    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await database.OpenConnectionAsync(cancellationToken);
            }
            catch (NpgsqlException exception) when (attempt < ConnectAttempts)
            {
                LogDatabaseAway(exception.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
            }
        }
    }

    private async Task MigrateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string Versions = """
            create schema if not exists agents;
            create table if not exists agents.schema_versions (version text primary key, applied_at timestamptz not null default clock_timestamp());
            """;
        await connection.ExecuteAsync(new CommandDefinition(Versions, cancellationToken: cancellationToken));
        var applied = (await connection.QueryAsync<string>(new CommandDefinition("select version from agents.schema_versions", cancellationToken: cancellationToken))).ToHashSet();
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal) && !applied.Contains(name)).Order(StringComparer.Ordinal))
        {
            await ApplyAsync(connection, assembly, name, cancellationToken);
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Assembly assembly, string name, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        var sql = await reader.ReadToEndAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, transaction: transaction, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition("insert into agents.schema_versions (version) values (@name)", new { name }, transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        LogApplied(name);
    }

    [LoggerMessage(EventId = EventIds.MigrationApplied, Level = LogLevel.Information, Message = "Migration '{Version}' was applied.")]
    private partial void LogApplied(string version);

    [LoggerMessage(EventId = EventIds.DatabaseAway, Level = LogLevel.Warning, Message = "The database does not answer yet: {Reason}.")]
    private partial void LogDatabaseAway(string reason);
}
