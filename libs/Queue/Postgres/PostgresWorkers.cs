using Npgsql;
using Switchyard.Migrations;
using Switchyard.Queue.Workers;

namespace Switchyard.Queue.Postgres;

/// <summary>The workers that live, by the database's clock.</summary>
internal sealed class PostgresWorkers(SchemaDatabase database) : IWorkerRegistry
{
    /// <summary>Whether a worker that lives and goes on would take the job <c>j</c>; <c>@dead</c> is after how long without a report it is dead.</summary>
    public const string Takes = """
        exists (select from queue.workers w where w.queue = j.queue and not w.is_stopping and w.seen_at > statement_timestamp() - @dead
            and (cardinality(w.kinds) = 0 or exists (select from unnest(w.kinds) k where k = j.kind or (right(k, 1) = '*' and j.kind ^@ left(k, -1)))) and j.labels <@ w.labels)
        """;

    public Task ReportAsync(WorkerReport worker, CancellationToken cancellationToken) => database.QueryAsync(
        """
        insert into queue.workers (id, name, queue, kinds, labels, concurrency, running, is_stopping, started_at, seen_at)
        values (@id, @name, @queue, @kinds, @labels, @concurrency, @running, @stopping, clock_timestamp() - @uptime, clock_timestamp())
        on conflict (id) do update set running = excluded.running, is_stopping = excluded.is_stopping, seen_at = excluded.seen_at
        returning id
        """,
        [
            new NpgsqlParameter<Guid>("id", worker.Id), new NpgsqlParameter<string>("name", worker.Name), new NpgsqlParameter<string>("queue", worker.Queue),
            new NpgsqlParameter<string[]>("kinds", [.. worker.Kinds]), new NpgsqlParameter<string[]>("labels", [.. worker.Labels]), new NpgsqlParameter<int>("concurrency", worker.Concurrency),
            new NpgsqlParameter<int>("running", worker.Running), new NpgsqlParameter<bool>("stopping", worker.IsStopping), new NpgsqlParameter<TimeSpan>("uptime", worker.Uptime),
        ],
        ReadId,
        cancellationToken);

    public Task RemoveAsync(Guid id, CancellationToken cancellationToken) =>
        database.QueryAsync("delete from queue.workers where id = @id returning id", [new NpgsqlParameter<Guid>("id", id)], ReadId, cancellationToken);

    public async Task<IReadOnlyList<LiveWorker>> ListAsync(CancellationToken cancellationToken) => await database.QueryAsync(
        """
        select id, name, queue, kinds, labels, concurrency, running, is_stopping, started_at, seen_at from queue.workers where seen_at > statement_timestamp() - @dead
        order by queue collate "C", name collate "C", id
        """,
        [DeadAfter],
        Read,
        cancellationToken).ConfigureAwait(false);

    public async Task<int> ForgetDeadAsync(CancellationToken cancellationToken) => (await database.QueryAsync(
        "delete from queue.workers where id in (select id from queue.workers where seen_at <= statement_timestamp() - @dead for update skip locked) returning id", [DeadAfter], ReadId, cancellationToken).ConfigureAwait(false)).Count;

    /// <summary>Gets the parameter that <see cref="Takes"/> needs.</summary>
    public static NpgsqlParameter<TimeSpan> DeadAfter => new NpgsqlParameter<TimeSpan>("dead", WorkerReport.DeadAfter);

    private static Guid ReadId(NpgsqlDataReader reader) => reader.GetGuid(0);

    private static LiveWorker Read(NpgsqlDataReader reader)
    {
        var (startedAt, seenAt) = (reader.GetFieldValue<DateTimeOffset>(8), reader.GetFieldValue<DateTimeOffset>(9));
        var worker = new WorkerReport
        {
            Id = reader.GetGuid(0),
            Name = reader.GetString(1),
            Queue = reader.GetString(2),
            Kinds = reader.GetFieldValue<string[]>(3),
            Labels = reader.GetFieldValue<string[]>(4),
            Concurrency = reader.GetInt32(5),
            Running = reader.GetInt32(6),
            IsStopping = reader.GetBoolean(7),
            Uptime = seenAt - startedAt,
        };
        return new LiveWorker(worker, startedAt, seenAt);
    }
}
