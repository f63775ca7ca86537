using Switchyard.Queue.Memory;
using Switchyard.Queue.Postgres;
using Switchyard.Queue.Redis;

namespace Switchyard.Queue;

/// <summary>Opens stores of jobs.</summary>
public static class JobStores
{
    private static readonly TimeSpan s_lookOften = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_lookSeldom = TimeSpan.FromSeconds(1);

    /// <summary>Opens a store in this process' memory, gone with it.</summary>
    public static JobStore InMemory(QueueOptions? options = null, TimeProvider? time = null)
    {
        var clock = time ?? TimeProvider.System;
        var (jobs, files) = (new MemoryJobStore(options ?? new QueueOptions(), new LocalSignals(s_lookSeldom, clock), clock), new MemoryFileStore(clock));
        return new(jobs, files, new MemoryBatchStore(jobs, files, clock), [], static _ => ValueTask.CompletedTask);
    }

    /// <summary>Opens the store in a PostgreSQL database. Nothing is connected yet, and the schema is made at the first use.</summary>
    /// <param name="connectionString">The database, as Npgsql reads it.</param>
    /// <param name="redis">The Redis that knows the order of waiting jobs and wakes workers, as StackExchange.Redis reads it; <see langword="null"/> to do without: jobs are then found by looking, five times a second.</param>
    /// <param name="options">The queue's bounds.</param>
    public static JobStore Postgres(string connectionString, string? redis = null, QueueOptions? options = null)
    {
        options ??= new QueueOptions();
        var database = QueueDatabase.Open(connectionString, options);
        var (files, batches) = (new PostgresFileStore(database, TimeProvider.System), new PostgresBatchStore(database, TimeProvider.System));
        if (string.IsNullOrEmpty(redis))
        {
            return new(new PostgresJobStore(database, options, new LocalSignals(s_lookOften, TimeProvider.System), index: null, TimeProvider.System), files, batches, [database], database.EnsureAsync);
        }

        var connection = new RedisConnection(redis, TimeProvider.System);
        var signals = new RedisSignals(connection, new LocalSignals(s_lookSeldom, TimeProvider.System));
        return new(new PostgresJobStore(database, options, signals, new RedisReadyIndex(connection, TimeProvider.System), TimeProvider.System), files, batches, [signals, connection, database], database.EnsureAsync);
    }
}
