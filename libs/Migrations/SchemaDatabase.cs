using Npgsql;

namespace Switchyard.Migrations;

/// <summary>Runs statements in a schema that is seen to before the first, each a transaction of its own. One that lost against another is run again: it changed nothing.</summary>
/// <remarks>For any number of threads. A statement whose connection breaks is not run again: it may have been committed.</remarks>
/// <param name="source">The database; it is disposed of with this.</param>
/// <param name="files">What the schema is made of.</param>
/// <param name="safety">Looks at the database first.</param>
public sealed class SchemaDatabase(NpgsqlDataSource source, SchemaFiles files, DatabaseSafety safety) : IAsyncDisposable
{
    private const int MaxTries = 4;

    private readonly MigratedSchema _schema = new(source, files, safety);

    /// <summary>Gets what there is to say of the database.</summary>
    public IReadOnlyList<string> Concerns => _schema.Concerns;

    /// <summary>Gives connections whose statements are few: they are prepared, and planned once.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="name">What the connections are called in telemetry.</param>
    /// <param name="statements">How many are kept prepared.</param>
    public static NpgsqlDataSource CreateSource(NpgsqlConnectionStringBuilder connection, string name, int statements)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var builder = new NpgsqlDataSourceBuilder(connection.ConnectionString) { Name = name };
        builder.ConnectionStringBuilder.MaxAutoPrepare = statements;
        builder.ConnectionStringBuilder.AutoPrepareMinUsages = 2;

        // Nothing is left behind in a connection that the next user of it would have to be spared.
        builder.ConnectionStringBuilder.NoResetOnClose = true;

        // Plans do not depend on what is asked: they are made once, perhaps while the tables are small, and so by the indexes that are there for them; compiling
        // them would take longer than running them.
        builder.ConnectionStringBuilder.Options = "-c jit=off -c plan_cache_mode=force_generic_plan -c enable_seqscan=off";
        return builder.Build();
    }

    /// <summary>Sees to the schema at once instead of at the first statement.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NpgsqlException">The database is away; asked again it tries again.</exception>
    /// <exception cref="UnsafeDatabaseException">The database may lose what it has committed.</exception>
    public ValueTask EnsureAsync(CancellationToken cancellationToken) => _schema.EnsureAsync(cancellationToken);

    /// <summary>Runs a statement and reads its rows.</summary>
    /// <typeparam name="T">What a row becomes.</typeparam>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="read">Reads one row.</param>
    /// <param name="cancellationToken">Ends the wait; the statement may have been committed.</param>
    public async Task<List<T>> QueryAsync<T>(string sql, IReadOnlyList<NpgsqlParameter> parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(read);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await _schema.EnsureAsync(cancellationToken).ConfigureAwait(false);
                return await RunAsync(sql, parameters, read, cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException exception) when (attempt < MaxTries && MayRepeat(exception))
            {
                await Task.Delay(PauseAfter(attempt), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Runs a statement and reads its rows, on the calling thread alone and once: whoever calls it does so again. The schema has to be there.</summary>
    /// <typeparam name="T">What a row becomes.</typeparam>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="read">Reads one row.</param>
    public List<T> Query<T>(string sql, IReadOnlyList<NpgsqlParameter> parameters, Func<NpgsqlDataReader, T> read)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(read);
        using var command = Create(sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync().ConfigureAwait(false);
        _schema.Dispose();
    }

    private static TimeSpan PauseAfter(int attempt) => TimeSpan.FromMilliseconds(Random.Shared.Next(10 << attempt));

    private bool MayRepeat(PostgresException exception)
    {
        if (exception.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.InvalidSchemaName)
        {
            _schema.Forget();
            return true;
        }

        return exception.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;
    }

    private async Task<List<T>> RunAsync<T>(string sql, IReadOnlyList<NpgsqlParameter> parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var command = Create(sql, parameters);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var rows = new List<T>();
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(read(reader));
                }

                return rows;
            }
        }
    }

    // A statement that is run again needs parameters that belong to no command yet.
    private NpgsqlCommand Create(string sql, IReadOnlyList<NpgsqlParameter> parameters)
    {
        var command = source.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter.Clone());
        }

        return command;
    }
}
