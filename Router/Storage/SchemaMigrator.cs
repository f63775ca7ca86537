using System.Reflection;
using Npgsql;
using Switchyard.Router.Telemetry;

namespace Switchyard.Router.Storage;

/// <summary>Brings the schema <c>router</c> up to date. Replicas take turns; each file runs once. Asked again it does nothing: a database that comes back may be a new one.</summary>
internal sealed partial class SchemaMigrator(ILogger<SchemaMigrator> logger)
{
    // Any number will do as long as no other service of this database takes the same.
    private const long MigrationLock = 0x5357_524F_5554_4D49;

    public async Task MigrateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var applied = await ReadAppliedAsync(connection, cancellationToken);
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal) && !applied.Contains(name)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            await ExecuteAsync(connection, await reader.ReadToEndAsync(cancellationToken), cancellationToken);
            await ExecuteAsync(connection, $"insert into router.schema_versions (version) values ('{name}')", cancellationToken);
            LogApplied(name);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<HashSet<string>> ReadAppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await ExecuteAsync(connection, $"select pg_advisory_xact_lock({MigrationLock})", cancellationToken);
        await using (var exists = new NpgsqlCommand("select to_regclass('router.schema_versions') is not null", connection))
        {
            if (await exists.ExecuteScalarAsync(cancellationToken) is false)
            {
                await ExecuteAsync(
                    connection,
                    "create schema if not exists router; create table router.schema_versions (version text primary key, applied_at timestamptz not null default clock_timestamp())",
                    cancellationToken);
            }
        }

        await using var command = new NpgsqlCommand("select version from router.schema_versions", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var applied = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(reader.GetString(0));
        }

        return applied;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(EventId = EventIds.MigrationApplied, Level = LogLevel.Information, Message = "Migration '{Version}' was applied.")]
    private partial void LogApplied(string version);
}
