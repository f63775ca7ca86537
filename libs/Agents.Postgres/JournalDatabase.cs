using Npgsql;

namespace Switchyard.Agents.Postgres;

/// <summary>Runs statements, each a transaction of its own. One that lost against another is run again: it changed nothing.</summary>
internal sealed class JournalDatabase : IAsyncDisposable
{
    private const int MaxTries = 4;
    private const int PreparedStatements = 20;

    private readonly NpgsqlDataSource _source;
    private readonly JournalSchema _schema;

    public JournalDatabase(PostgresRunJournalOptions options)
    {
        var builder = new NpgsqlDataSourceBuilder(options.ConnectionString) { Name = "agent_runs" };
        builder.ConnectionStringBuilder.MaxAutoPrepare = PreparedStatements;
        builder.ConnectionStringBuilder.AutoPrepareMinUsages = 2;

        // Nothing is left behind in a connection that the next user of it would have to be spared.
        builder.ConnectionStringBuilder.NoResetOnClose = true;

        // Statements are few and their plans do not depend on what is asked: they are planned once, perhaps while the tables are small, and so by the indexes that
        // are there for them; compiling them would take longer than running them.
        builder.ConnectionStringBuilder.Options = "-c jit=off -c plan_cache_mode=force_generic_plan -c enable_seqscan=off";
        _source = builder.Build();
        _schema = new JournalSchema(_source, options.AllowUnsafeDatabase);
    }

    public ValueTask EnsureAsync(CancellationToken cancellationToken) => _schema.EnsureAsync(cancellationToken);

    /// <summary>Runs a statement and reads its rows.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, IReadOnlyList<NpgsqlParameter> parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
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

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync().ConfigureAwait(false);
        _schema.Dispose();
    }

    private static TimeSpan PauseAfter(int attempt) => TimeSpan.FromMilliseconds(Random.Shared.Next(10 << attempt));

    private bool MayRepeat(PostgresException exception)
    {
        if (exception.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            _schema.Forget();
            return true;
        }

        return exception.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;
    }

    private async Task<List<T>> RunAsync<T>(string sql, IReadOnlyList<NpgsqlParameter> parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var command = _source.CreateCommand(sql);
        await using (command.ConfigureAwait(false))
        {
            // A statement that is run again needs parameters that belong to no command yet.
            foreach (var parameter in parameters)
            {
                command.Parameters.Add(parameter.Clone());
            }

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
}
