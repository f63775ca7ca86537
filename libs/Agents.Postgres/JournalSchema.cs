using System.Reflection;
using Npgsql;
using Switchyard.Migrations;

namespace Switchyard.Agents.Postgres;

/// <summary>Sees to the database before anything is read or written there: it must keep what it commits, and have the schema <c>agent_runs</c>.</summary>
internal sealed class JournalSchema(NpgsqlDataSource source, bool allowUnsafe) : IDisposable
{
    // Any number will do as long as no other service of this database takes the same.
    private const long MigrationLock = 0x5357_4A4F_5552_4E31;

    // synchronous_commit = local keeps it: only a replica may not know yet.
    private const string UnsafeSettings = "select coalesce(string_agg(name || ' = off', ' and ' order by name), '') from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'";

    private readonly SemaphoreSlim _turn = new(1);
    private volatile bool _isReady;

    /// <summary>Checks the settings and brings the schema up to date, once.</summary>
    /// <exception cref="NpgsqlException">The database is away; asked again it tries again.</exception>
    /// <exception cref="UnsafeDatabaseException">The database may lose what it has committed.</exception>
    public async ValueTask EnsureAsync(CancellationToken cancellationToken)
    {
        if (_isReady)
        {
            return;
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isReady)
            {
                var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    await CheckAsync(connection, cancellationToken).ConfigureAwait(false);
                    await SchemaMigrations.ApplyAsync(connection, "agent_runs", MigrationLock, Assembly.GetExecutingAssembly(), cancellationToken).ConfigureAwait(false);
                }

                _isReady = true;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Has it looked at again: the database may be a new one.</summary>
    public void Forget() => _isReady = false;

    public void Dispose() => _turn.Dispose();

    private async Task CheckAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        using var command = new NpgsqlCommand(UnsafeSettings, connection);
        if (await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is string { Length: > 0 } off && !allowUnsafe)
        {
            throw new UnsafeDatabaseException($"PostgreSQL runs with {off}: when it or its machine is killed, steps of runs that it has acknowledged are lost, and what they did is done again. Set it to on, or set AllowUnsafeDatabase to true to accept that.");
        }
    }
}
