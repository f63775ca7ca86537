using Npgsql;
using NpgsqlTypes;
using Switchyard.Migrations;

namespace Switchyard.Queue.Postgres;

/// <summary>Reads jobs, always from the database that is written to: a replica may not know yet.</summary>
internal sealed class JobReader(SchemaDatabase database)
{
    private const int MaxLimit = 1_000;

    public async Task<Job?> FindAsync(Guid id, string? tenant, CancellationToken cancellationToken) => (await database.QueryAsync(
        $"select {JobRows.Columns} from queue.jobs j where j.id = @id and (@tenant is null or j.tenant = @tenant)", [Id(id), Text("tenant", tenant), PostgresWorkers.DeadAfter], JobRows.Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    public async Task<ReadOnlyMemory<byte>?> ReadPayloadAsync(Guid id, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync("select payload from queue.jobs where id = @id", [Id(id)], static reader => reader.GetFieldValue<byte[]>(0), cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? (ReadOnlyMemory<byte>?)null : rows[0];
    }

    public async Task<JobResult?> ReadResultAsync(Guid id, CancellationToken cancellationToken) => (await database.QueryAsync(
        "select result_type, result from queue.jobs where id = @id and state = 3", [Id(id)], static reader => new JobResult(reader.GetString(0), reader.GetFieldValue<byte[]>(1)), cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    public async Task<IReadOnlyList<Job>> ListAsync(JobQuery query, CancellationToken cancellationToken)
    {
        // Only what is asked for: the planner then finds the index that fits it.
        (bool IsAsked, string Condition)[] conditions =
        [
            (query.Tenant is not null, "tenant = @tenant"), (query.Queue is not null, "queue = @queue"), (query.Kind is not null, "kind = @kind"),
            (query.Statuses.Count > 0, $"state in ({string.Join(", ", JobState.StatesOf(query.Statuses.Distinct().Order()))})"), (query.Priority is not null, "priority = @priority"),
            (query.Batch is not null, "batch = @batch"), (query.Before is not null, "id < @before"),
        ];
        var sql = $"select {JobRows.Columns} from queue.jobs j where {string.Join(" and ", conditions.Where(item => item.IsAsked).Select(item => item.Condition).Prepend("true"))} order by id desc limit @limit";
        NpgsqlParameter[] parameters =
        [
            Text("tenant", query.Tenant), Text("queue", query.Queue), Text("kind", query.Kind),
            new NpgsqlParameter("priority", NpgsqlDbType.Smallint) { Value = query.Priority is { } priority ? (short)priority : DBNull.Value },
            new NpgsqlParameter("batch", NpgsqlDbType.Uuid) { Value = query.Batch ?? (object)DBNull.Value }, new NpgsqlParameter("before", NpgsqlDbType.Uuid) { Value = query.Before ?? (object)DBNull.Value },
            new NpgsqlParameter<int>("limit", Math.Clamp(query.Limit, 1, MaxLimit)), PostgresWorkers.DeadAfter,
        ];
        return await database.QueryAsync(sql, parameters, JobRows.Read, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads events, in one statement and so as of one moment: those workers wrote, and the changes of state, which stand in the job's own row.</summary>
    public async Task<IReadOnlyList<JobEvent>> ReadEventsAsync(Guid id, long after, int limit, CancellationToken cancellationToken)
    {
        const string sql = """
            select j.history, null::bigint, null::int, null::smallint, null::text, null::timestamptz from queue.jobs j where j.id = @id
            union all
            (select null, e.sequence, e.attempt, e.type, e.data, e.at from queue.events e where e.job_id = @id and e.sequence > @after order by e.sequence limit @limit)
            """;
        var rows = await database.QueryAsync(sql, [Id(id), new NpgsqlParameter<long>("after", after), new NpgsqlParameter<int>("limit", limit)], ReadRow, cancellationToken).ConfigureAwait(false);

        // Where the limit cut the events short, nothing that comes later may be told before them.
        var said = rows.Where(row => row.Event is not null).Select(row => row.Event!).ToList();
        var until = said.Count == limit ? said[^1].Sequence : long.MaxValue;
        var changes = rows.Where(row => row.History is not null).SelectMany(row => JobRows.ReadHistory(row.History!)).Where(change => change.Sequence > after && change.Sequence < until);
        return [.. said.Concat(changes).OrderBy(item => item.Sequence).Take(limit)];
    }

    // Whether there is a worker is asked once for all jobs that ask for the same.
    public async Task<IReadOnlyList<PriorityDepth>> MeasureAsync(string? tenant, CancellationToken cancellationToken) => await database.QueryAsync(
        $"""
        select j.queue, j.priority, sum(j.ready)::bigint, sum(j.delayed)::bigint, sum(j.running)::bigint,
            coalesce(greatest(clock_timestamp() - min(j.oldest), interval '0'), interval '0'), coalesce(sum(j.ready) filter (where not {PostgresWorkers.Takes}), 0)::bigint
        from (
            select queue, priority, kind, labels, count(*) filter (where state = 0) as ready, count(*) filter (where state = 1) as delayed, count(*) filter (where state = 2) as running,
                min(run_at) filter (where state = 0) as oldest
            from (
                select queue, priority, kind, labels, state, run_at from queue.jobs where state < 2 and (@tenant is null or tenant = @tenant)
                union all
                select queue, priority, kind, labels, state, run_at from queue.jobs where state = 2 and (@tenant is null or tenant = @tenant)) active
            group by queue, priority, kind, labels) j
        group by j.queue, j.priority order by j.queue, j.priority desc
        """,
        [PostgresWorkers.DeadAfter, Text("tenant", tenant)],
        static reader => new PriorityDepth(reader.GetString(0), (JobPriority)reader.GetInt16(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetFieldValue<TimeSpan>(5), reader.GetInt64(6)),
        cancellationToken).ConfigureAwait(false);

    private static (string? History, JobEvent? Event) ReadRow(NpgsqlDataReader reader) => reader.IsDBNull(0)
        ? (null, new JobEvent(reader.GetInt64(1), reader.GetInt32(2), (JobEventType)reader.GetInt16(3), reader.GetString(4), reader.GetFieldValue<DateTimeOffset>(5)))
        : (reader.GetString(0), null);

    private static NpgsqlParameter<Guid> Id(Guid id) => new NpgsqlParameter<Guid>("id", id);

    private static NpgsqlParameter Text(string name, string? value) => new(name, NpgsqlDbType.Text) { Value = value ?? (object)DBNull.Value };
}
