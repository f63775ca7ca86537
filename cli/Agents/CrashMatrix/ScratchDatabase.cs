using Npgsql;

namespace Switchyard.Cli.Agents.CrashMatrix;

/// <summary>A database of its own in somebody's PostgreSQL, gone afterwards: the runs of a crash matrix are nothing to keep beside real ones.</summary>
internal sealed class ScratchDatabase : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name;

    private ScratchDatabase(string server, string name)
    {
        (_server, _name) = (server, name);
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    /// <summary>Gets the database, as Npgsql reads it.</summary>
    public string ConnectionString { get; }

    /// <summary>Makes one. The role of the connection must be allowed to.</summary>
    public static async Task<ScratchDatabase> CreateAsync(string server, CancellationToken cancellationToken)
    {
        var database = new ScratchDatabase(server, $"switchyard_crash_matrix_{Guid.NewGuid():N}");
        await database.ExecuteAsync($"create database {database._name}", cancellationToken);
        return database;
    }

    // Hosts that were killed may still be connected, as far as the server knows.
    public async ValueTask DisposeAsync() => await ExecuteAsync($"drop database {_name} with (force)", CancellationToken.None);

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
