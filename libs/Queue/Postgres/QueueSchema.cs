using System.Reflection;
using Npgsql;
using Switchyard.Migrations;

namespace Switchyard.Queue.Postgres;

/// <summary>Sees to the schema <c>queue</c> before anything is read or written there.</summary>
internal sealed class QueueSchema(NpgsqlDataSource database, DatabaseSafety safety) : IDisposable
{
    // Any number will do as long as no other service of this database takes the same.
    private const long MigrationLock = 0x5357_5155_4555_4531;

    private readonly SemaphoreSlim _turn = new(1);
    private volatile bool _isReady;

    /// <summary>Gets what there is to say of the database.</summary>
    public IReadOnlyList<string> Concerns => safety.Concerns;

    /// <summary>Sees that the database is safe and brings the schema up to date, once for each process.</summary>
    /// <exception cref="NpgsqlException">The database is away; asked again it tries again.</exception>
    /// <exception cref="UnsafeStoreException">The database may lose what it has committed.</exception>
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
                var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    await safety.CheckAsync(connection, cancellationToken).ConfigureAwait(false);
                    await SchemaMigrations.ApplyAsync(connection, "queue", MigrationLock, Assembly.GetExecutingAssembly(), cancellationToken).ConfigureAwait(false);
                }

                _isReady = true;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Has the schema looked at again: the database may be a new one.</summary>
    public void Forget() => _isReady = false;

    public void Dispose() => _turn.Dispose();
}
