using Npgsql;

namespace Switchyard.Queue.Postgres;

/// <summary>Runs statements of the queue, each a transaction of its own. One that lost against another is run again: it changed nothing.</summary>
internal sealed class Database(NpgsqlDataSource source, QueueSchema schema)
{
    private const int MaxTries = 4;

    /// <summary>Gets what there is to say of the database.</summary>
    public IReadOnlyList<string> Concerns => schema.Concerns;

    /// <summary>Runs a statement and reads its rows.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, IReadOnlyList<NpgsqlParameter> parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await schema.EnsureAsync(cancellationToken).ConfigureAwait(false);
                return await RunAsync(sql, parameters, read, cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException exception) when (attempt < MaxTries && MayRepeat(exception))
            {
                await Task.Delay(PauseAfter(attempt), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Runs a statement and reads its rows, on the calling thread alone and once: whoever calls it does so again. The schema has to be there.</summary>
    public List<T> Query<T>(string sql, IReadOnlyList<NpgsqlParameter> parameters, Func<NpgsqlDataReader, T> read)
    {
        using var command = Create(sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static TimeSpan PauseAfter(int attempt) => TimeSpan.FromMilliseconds(Random.Shared.Next(10 << attempt));

    private bool MayRepeat(PostgresException exception)
    {
        if (exception.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.InvalidSchemaName)
        {
            schema.Forget();
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
