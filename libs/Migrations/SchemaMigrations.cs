using Npgsql;

namespace Switchyard.Migrations;

/// <summary>Brings one service's schema of a PostgreSQL database up to date with the <c>.sql</c> files embedded in its assembly.</summary>
public static class SchemaMigrations
{
    /// <summary>
    /// Runs the files that were not run before, in the order of their names and in one transaction: all or none. Replicas take turns. Asked again it does
    /// nothing, unless the database is a new one.
    /// </summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="schema">The schema and its files.</param>
    /// <param name="cancellationToken">Ends the wait; nothing was changed then.</param>
    /// <returns>The files that were run now.</returns>
    /// <exception cref="NpgsqlException">The database is away, or a file is wrong; nothing was changed.</exception>
    public static async Task<IReadOnlyList<string>> ApplyAsync(NpgsqlConnection connection, SchemaFiles schema, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(schema);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var run = await ApplyMissingAsync(connection, schema, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return run;
        }
    }

    private static async Task<IReadOnlyList<string>> ApplyMissingAsync(NpgsqlConnection connection, SchemaFiles schema, CancellationToken cancellationToken)
    {
        await ExecuteAsync(connection, $"select pg_advisory_xact_lock({schema.LockId})", null, cancellationToken).ConfigureAwait(false);
        var applied = await ReadAppliedAsync(connection, schema.Name, cancellationToken).ConfigureAwait(false);
        var missing = schema.Files.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal) && !applied.Contains(name)).Order(StringComparer.Ordinal).ToList();
        foreach (var name in missing)
        {
            using var reader = new StreamReader(schema.Files.GetManifestResourceStream(name)!);
            await ExecuteAsync(connection, await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false), null, cancellationToken).ConfigureAwait(false);
            await ExecuteAsync(connection, $"insert into {schema.Name}.schema_versions (version) values (@name)", name, cancellationToken).ConfigureAwait(false);
        }

        return missing;
    }

    private static async Task<HashSet<string>> ReadAppliedAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        using (var exists = new NpgsqlCommand($"select to_regclass('{schema}.schema_versions') is not null", connection))
        {
            if (await exists.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is false)
            {
                await ExecuteAsync(
                    connection,
                    $"create schema if not exists {schema}; create table {schema}.schema_versions (version text primary key, applied_at timestamptz not null default clock_timestamp())",
                    null,
                    cancellationToken).ConfigureAwait(false);
            }
        }

        using var command = new NpgsqlCommand($"select version from {schema}.schema_versions", connection);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var applied = new HashSet<string>(StringComparer.Ordinal);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                applied.Add(reader.GetString(0));
            }

            return applied;
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, string? name, CancellationToken cancellationToken)
    {
        using var command = new NpgsqlCommand(sql, connection);
        if (name is not null)
        {
            command.Parameters.AddWithValue("name", name);
        }

        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
