using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Npgsql;

namespace Switchyard.Hosting.Stores;

/// <summary>What the superuser does once the server answers: the role of the services and its databases.</summary>
internal sealed class PostgresSetup(PostgresServerResource server, IReadOnlyList<PostgresDatabaseResource> databases, StoreConnections connections)
{
    /// <summary>Connects and disconnects as the superuser.</summary>
    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        var connection = CreateConnection();
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes role and databases as they should be; nothing happens to those that are.</summary>
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        try
        {
            var connection = CreateConnection();
            await using (connection.ConfigureAwait(false))
            {
                await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
                await CreateRoleAsync(connection, cancellationToken).ConfigureAwait(false);
                foreach (var database in databases)
                {
                    await CreateDatabaseAsync(connection, database.DatabaseName, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (NpgsqlException exception)
        {
            throw new DistributedApplicationException($"The databases of '{server.Name}' could not be set up: {exception.Message}", exception);
        }
    }

    private NpgsqlConnection CreateConnection()
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = StoreConnections.Host,
            Port = connections.PortOf(server),
            Username = StoreConnections.SuperuserOf(server),
            Password = connections.SuperuserPasswordOf(server),
            Database = "postgres",
            Pooling = false,
            Timeout = 5,
        };
        return new NpgsqlConnection(builder.ConnectionString);
    }

    // The password is set at every start, so that it is the one in the secrets folder even when that was replaced.
    private async Task CreateRoleAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var verb = await ExistsAsync(connection, "pg_roles", "rolname", StoreConnections.ServiceRole, cancellationToken).ConfigureAwait(false) ? "ALTER" : "CREATE";
        await ExecuteAsync(
            connection,
            $"{verb} ROLE {Identifier(StoreConnections.ServiceRole)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {Literal(connections.ServicePasswordOf(server))}",
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task CreateDatabaseAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(connection, "pg_database", "datname", name, cancellationToken).ConfigureAwait(false))
        {
            await ExecuteAsync(connection, $"CREATE DATABASE {Identifier(name)} OWNER {Identifier(StoreConnections.ServiceRole)}", cancellationToken).ConfigureAwait(false);
            await ExecuteAsync(connection, $"REVOKE ALL ON DATABASE {Identifier(name)} FROM PUBLIC", cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string table, string column, string value, CancellationToken cancellationToken)
    {
        using var command = new NpgsqlCommand($"SELECT 1 FROM {table} WHERE {column} = $1", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not null;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string Identifier(string name)
    {
        return $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Literal(string value)
    {
        return $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
    }
}
