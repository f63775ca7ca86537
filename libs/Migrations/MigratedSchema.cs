using Npgsql;

namespace Switchyard.Migrations;

/// <summary>Sees to a schema before anything is read or written there: its database is safe, and it is up to date.</summary>
/// <param name="source">The database; who made it disposes of it.</param>
/// <param name="files">What the schema is made of.</param>
/// <param name="safety">Looks at the database first.</param>
internal sealed class MigratedSchema(NpgsqlDataSource source, SchemaFiles files, DatabaseSafety safety) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private volatile bool _isReady;

    /// <summary>Gets what there is to say of the database.</summary>
    public IReadOnlyList<string> Concerns => safety.Concerns;

    /// <summary>Sees that the database is safe and brings the schema up to date, once for each process.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
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
                    await safety.CheckAsync(connection, cancellationToken).ConfigureAwait(false);
                    await SchemaMigrations.ApplyAsync(connection, files, cancellationToken).ConfigureAwait(false);
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

    /// <summary>Frees what waiting takes.</summary>
    public void Dispose() => _turn.Dispose();
}
