using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Storage;

/// <summary>Keeps changes in PostgreSQL, where every router finds them.</summary>
internal sealed class PostgresSettingsStore(NpgsqlDataSource database, SchemaMigrator migrator) : ISettingsStore
{
    /// <summary>Where a commit is announced.</summary>
    public const string Channel = "router_settings";

    // Any number will do as long as no other service of this database takes the same.
    private const long WriterLock = 0x5357_524F_5554_4552;

    public bool IsShared => true;

    public async Task<SettingsOutcome> ChangeAsync(Func<StoredSettings, (SettingChange? Change, ApiError? Error)> decide, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await migrator.MigrateAsync(connection, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var turn = new NpgsqlCommand($"select pg_advisory_xact_lock({WriterLock})", connection))
        {
            await turn.ExecuteNonQueryAsync(cancellationToken);
        }

        var before = await ReadAsync(connection, cancellationToken);
        var (change, error) = decide(before);
        if (change is null)
        {
            return new SettingsOutcome(null, error);
        }

        var (version, at) = await LogAsync(connection, change, cancellationToken);
        await WriteAsync(connection, change, version, at, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new SettingsOutcome(before.After(change, version, at), null);
    }

    public async Task<IReadOnlyList<ChangeRecord>> ReadChangesAsync(long before, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await migrator.MigrateAsync(connection, cancellationToken);
        await using var command = new NpgsqlCommand(
            "select version, kind, id, value::text, has_secret, changed_at, changed_by from router.changes where version < $1 order by version desc limit $2", connection)
        {
            Parameters = { new() { Value = before }, new() { Value = limit } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var changes = new List<ChangeRecord>();
        while (await reader.ReadAsync(cancellationToken))
        {
            changes.Add(new ChangeRecord(
                reader.GetInt64(0), SettingKinds.Parse(reader.GetString(1)), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetBoolean(4), reader.GetFieldValue<DateTimeOffset>(5), reader.GetString(6)));
        }

        return changes;
    }

    /// <summary>Reads the number of the last change.</summary>
    public static async Task<long> ReadVersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select coalesce(max(version), 0) from router.changes", connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Reads all settings.</summary>
    public static async Task<StoredSettings> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // One statement sees one moment: the version is that of these settings.
        await using var command = new NpgsqlCommand(
            """
            select last.version, s.kind, s.id, s.version, s.value::text, s.secret, s.updated_at, s.updated_by
            from (select coalesce(max(version), 0) as version from router.changes) as last left join router.settings as s on true
            order by s.kind, s.id
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (version, items) = (0L, ImmutableArray.CreateBuilder<StoredSetting>());
        while (await reader.ReadAsync(cancellationToken))
        {
            version = reader.GetInt64(0);
            if (!reader.IsDBNull(1))
            {
                items.Add(new StoredSetting(
                    SettingKinds.Parse(reader.GetString(1)), reader.GetString(2), reader.GetInt64(3), reader.GetString(4), reader.IsDBNull(5) ? null : reader.GetFieldValue<byte[]>(5), reader.GetFieldValue<DateTimeOffset>(6), reader.GetString(7)));
            }
        }

        return new StoredSettings(version, items.ToImmutable());
    }

    private static async Task<(long Version, DateTimeOffset At)> LogAsync(NpgsqlConnection connection, SettingChange change, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "insert into router.changes (kind, id, action, value, has_secret, changed_by) values ($1, $2, $3, $4, $5, $6) returning version, changed_at", connection)
        {
            Parameters =
            {
                new() { Value = SettingKinds.NameOf(change.Kind) },
                new() { Value = change.Id },
                new() { Value = change.Json is null ? "removed" : "set" },
                Json(change),
                new() { Value = change.Secret is not null },
                new() { Value = change.By },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1));
    }

    private static async Task WriteAsync(NpgsqlConnection connection, SettingChange change, long version, DateTimeOffset at, CancellationToken cancellationToken)
    {
        const string Set = """
            insert into router.settings (kind, id, version, value, secret, updated_at, updated_by) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (kind, id) do update set version = excluded.version, value = excluded.value, secret = excluded.secret, updated_at = excluded.updated_at, updated_by = excluded.updated_by
            """;
        await using var write = new NpgsqlCommand(change.Json is null ? "delete from router.settings where kind = $1 and id = $2" : Set, connection)
        {
            Parameters = { new() { Value = SettingKinds.NameOf(change.Kind) }, new() { Value = change.Id } },
        };
        if (change.Json is not null)
        {
            write.Parameters.AddRange(new NpgsqlParameter[]
            {
                new() { Value = version },
                Json(change),
                new() { Value = (object?)change.Secret ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea },
                new() { Value = at },
                new() { Value = change.By },
            });
        }

        await write.ExecuteNonQueryAsync(cancellationToken);
        await using var announce = new NpgsqlCommand($"notify {Channel}", connection);
        await announce.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter Json(SettingChange change) => new() { Value = (object?)change.Json ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb };
}
