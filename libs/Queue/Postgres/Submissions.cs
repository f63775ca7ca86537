using Npgsql;
using NpgsqlTypes;
using Switchyard.Migrations;

namespace Switchyard.Queue.Postgres;

/// <summary>
/// Stores new jobs. A job's rank is its place among the ready jobs of its priority: one after its tenant's last, but not before the first of all that are
/// ready, so that tenants take turns however many jobs each has (start-time fair queueing: Goyal, Vin and Cheng, 1996, every job costing one). A tenant's
/// last counts even if it is done, but puts nobody behind more than all that are ready now. Nothing is shared but the indexes: submitters do not wait for
/// each other.
/// </summary>
internal sealed class Submissions(SchemaDatabase database, QueueOptions options, TimeProvider time)
{
    // What is known of the level `l` (a queue, a tenant and a priority): from where to look, and where places go on where nothing is ready. Who does not know goes on from the newest job, if it does not wait.
    private const string Known = "coalesce(l.front, 0) as low, coalesce(l.floor, (select case when j.state < 2 then 0 else j.rank + 1 end from queue.jobs j order by j.id desc limit 1), 0) as next";

    // The first ready job of the level's priority.
    private const string First = "(select min(j.rank) from queue.jobs j where j.queue = l.queue and j.priority = l.priority and j.state = 0 and j.rank >= l.low) as first";

    // Where the level's next job goes. Places rise also where nothing is left, so that nobody has to look among those of jobs that are gone.
    private const string Place = """
        greatest(
            (select max(j.rank) + 1 from queue.jobs j where j.queue = l.queue and j.tenant = l.tenant and j.priority = l.priority and j.state < 2 and j.rank >= greatest(l.low, l.last)),
            coalesce((select least(j.rank, l.last) from queue.jobs j where j.queue = l.queue and j.priority = l.priority and j.state = 0 and j.rank >= l.low order by j.rank desc limit 1), l.last) + 1,
            coalesce(l.first, l.next))
        """;

    private const string Columns = "id, queue, tenant, kind, labels, priority, state, rank, retries, time_limit, keep_for, idempotency_key, content_hash, batch, created_at, run_at, start_by, history, payload";
    private const string Values = "clock_timestamp(), clock_timestamp() + delay, clock_timestamp() + within, queue.line(1, 0, 0, '{}'), payload";
    private const string Once = "on conflict (tenant, idempotency_key) where idempotency_key is not null do nothing";

    // How many of a tenant's jobs wait in a queue, both of `t`.
    private const string Pending = "coalesce(t.known, (select count(*)::int from (select from queue.jobs j where j.queue = t.queue and j.tenant = t.tenant and j.state < 2 limit @max) waiting))";

    // In the order of the keys: two batches with the same keys in other orders would wait for each other.
    private const string InsertMany = $"""
        with input as (
            select * from unnest(@ids, @queues, @tenants, @kinds, @labels, @priorities, @retries, @limits, @keeps, @keys, @hashes, @batches, @delays, @withins, @lasts, @fronts, @floors, @knowns, @payloads) with ordinality
                as i(id, queue, tenant, kind, labels, priority, retries, time_limit, keep_for, key, hash, batch, delay, within, last, front, floor, known, payload, place)),
        fresh as (
            select * from input i where not exists (select from queue.jobs j where j.tenant = i.tenant and j.idempotency_key = i.key)),
        tenants as materialized (
            select t.queue, t.tenant, {Pending} as pending from (select distinct queue, tenant, known from fresh) t),
        known as (select l.*, {Known} from (select queue, tenant, priority, max(last) as last, max(front) as front, max(floor) as floor from fresh group by 1, 2, 3) l),
        fronts as materialized (select l.*, {First} from known l),
        levels as materialized (select l.queue, l.tenant, l.priority, l.first, {Place} as base from fronts l),
        placed as (
            select f.*, t.pending + row_number() over (partition by f.queue, f.tenant order by f.place) as nth,
                l.base + row_number() over (partition by f.queue, f.tenant, f.priority order by f.place) - 1 as rank
            from fresh f join tenants t using (queue, tenant) join levels l using (queue, tenant, priority)),
        stored as (
            insert into queue.jobs ({Columns})
            select id, queue, tenant, kind, string_to_array(labels, ','), priority, case when delay > interval '0' then 1 else 0 end, rank, retries, time_limit, keep_for, key, hash, batch, {Values}
            from placed where nth <= @max order by tenant, key, place
            {Once}
            returning id, queue, kind, labels, priority, rank, state, tenant)
        select s.id, s.queue, s.kind, s.labels, s.priority, s.rank, s.state, s.tenant, t.pending, l.first from stored s join tenants t using (queue, tenant) join levels l using (queue, tenant, priority)
        """;

    // The same for one job alone, which most are: a fraction of the work.
    private const string InsertOne = "select s.rank, s.pending, s.first from queue.submit(@id, @queue, @tenant, @kind, @labels, @priority, @retries, @limit, @keep, @key, @hash, @batch, @delay, @within, @payload, @last, @front, @floor, @known, @max) s where s.rank is not null";

    private const string FindByKey = """
        select i.place - 1, j.id, j.content_hash from unnest(@tenants, @keys) with ordinality as i(tenant, key, place)
        join queue.jobs j on j.tenant = i.tenant and j.idempotency_key = i.key
        """;

    private readonly Turns _turns = new();
    private readonly Fronts _fronts = new(time);
    private readonly PendingCounts _pending = new(options.MaxPendingPerTenant, time);

    /// <summary>Stores the jobs and answers each; <paramref name="ready"/> gets those that can be claimed.</summary>
    public async Task<IReadOnlyList<SubmitReceipt>> SubmitAsync(IReadOnlyList<JobSubmission> jobs, List<ReadyJob> ready, CancellationToken cancellationToken)
    {
        var ids = jobs.Select(_ => JobIds.Next(time.GetUtcNow())).ToArray();
        var hashes = jobs.Select(SubmissionRules.HashOf).ToArray();
        var known = jobs.CountBy(job => (job.Queue, job.Tenant)).ToDictionary(group => group.Key, group => _pending.Add(group.Key.Queue, group.Key.Tenant, group.Value));
        var fronts = jobs.Select(_fronts.Of).ToArray();
        var rows = await (jobs is [var only]
            ? database.QueryAsync(InsertOne, ParametersOf(only, ids[0], hashes[0], known.Values.Single(), fronts[0]), reader => ReadOne(reader, only, ids[0]), cancellationToken)
            : database.QueryAsync(InsertMany, ParametersOf(jobs, ids, hashes, known, fronts), ReadStored, cancellationToken)).ConfigureAwait(false);
        ready.AddRange(rows.Where(row => row.State == JobState.Ready).Select(row => row.Job));
        foreach (var group in rows.GroupBy(row => (row.Job.Queue, row.Tenant)).Where(group => known[group.Key] is null))
        {
            _pending.Remember(group.Key.Queue, group.Key.Tenant, group.First().Pending + group.Count());
        }

        var stored = rows.ToDictionary(row => row.Job.Id, row => row.Job.Rank);

        var receipts = new SubmitReceipt[jobs.Count];
        for (var i = 0; i < receipts.Length; i++)
        {
            receipts[i] = new(SubmitOutcome.QueueFull, Guid.Empty);
            if (stored.TryGetValue(ids[i], out var rank))
            {
                receipts[i] = new(SubmitOutcome.Accepted, ids[i]);
                _turns.Remember(jobs[i], rank);
            }
        }

        RememberFronts(jobs, fronts, rows);
        await FindEarlierAsync(jobs, hashes, receipts, cancellationToken).ConfigureAwait(false);
        return receipts;
    }

    // Where nothing was ready the first is one of these, unless they wait for their time.
    private void RememberFronts(IReadOnlyList<JobSubmission> jobs, long?[] fronts, List<(ReadyJob Job, short State, string Tenant, int Pending, long? First)> rows)
    {
        foreach (var level in rows.GroupBy(row => (row.Job.Queue, row.Job.Priority)))
        {
            var asked = Enumerable.Range(0, jobs.Count).Where(i => jobs[i].Queue == level.Key.Queue && (short)jobs[i].Priority == level.Key.Priority).ToList();
            if (level.Min(row => row.First ?? (row.State == JobState.Ready ? row.Job.Rank : null)) is { } first)
            {
                _fronts.Remember(jobs[asked[0]], first, isLooked: asked.All(i => fronts[i] is null));
            }
        }
    }

    private async Task FindEarlierAsync(IReadOnlyList<JobSubmission> jobs, byte[][] hashes, SubmitReceipt[] receipts, CancellationToken cancellationToken)
    {
        var open = Enumerable.Range(0, jobs.Count).Where(i => receipts[i].Outcome == SubmitOutcome.QueueFull && jobs[i].IdempotencyKey is not null).ToArray();
        if (open.Length == 0)
        {
            return;
        }

        NpgsqlParameter[] parameters = [Named("tenants", open.Select(i => jobs[i].Tenant).ToArray()), Named("keys", open.Select(i => jobs[i].IdempotencyKey).ToArray())];
        var found = await database.QueryAsync(FindByKey, parameters, static reader => (Place: reader.GetInt64(0), Id: reader.GetGuid(1), Hash: reader.GetFieldValue<byte[]>(2)), cancellationToken).ConfigureAwait(false);
        foreach (var (place, id, hash) in found)
        {
            var i = open[place];
            receipts[i] = new(hash.AsSpan().SequenceEqual(hashes[i]) ? SubmitOutcome.Replayed : SubmitOutcome.Conflict, id);
        }
    }

    private NpgsqlParameter[] ParametersOf(JobSubmission job, Guid id, byte[] hash, int? known, long? front) =>
    [
        Named("id", id), Named("queue", job.Queue), Named("tenant", job.Tenant), Named("kind", job.Kind), Named<string[]>("labels", [.. job.Labels]), Named("priority", (short)job.Priority),
        Named("retries", job.Retries), Named("limit", job.TimeLimit), Named("keep", job.KeepFor), Named("hash", hash), Named("last", _turns.LastOf(job)), Named("max", options.MaxPendingPerTenant),
        Named("delay", job.Delay), new NpgsqlParameter("payload", NpgsqlDbType.Bytea) { Value = job.Payload },
        Maybe("key", NpgsqlDbType.Text, job.IdempotencyKey), Maybe("batch", NpgsqlDbType.Uuid, job.Batch), Maybe("within", NpgsqlDbType.Interval, job.StartWithin), Maybe("known", NpgsqlDbType.Integer, known),
        Maybe("front", NpgsqlDbType.Bigint, front), Maybe("floor", NpgsqlDbType.Bigint, _fronts.FloorOf(job)),
    ];

    private NpgsqlParameter[] ParametersOf(IReadOnlyList<JobSubmission> jobs, Guid[] ids, byte[][] hashes, Dictionary<(string Queue, string Tenant), int?> known, long?[] fronts)
    {
        return
        [
        Named("ids", ids),
        Named("queues", Each(job => job.Queue)),
        Named("tenants", Each(job => job.Tenant)),
        Named("kinds", Each(job => job.Kind)),
        Named("labels", Each(job => string.Join(',', job.Labels))),
        Named("priorities", Each(job => (short)job.Priority)),
        Named("retries", Each(job => job.Retries)),
        Named("limits", Each(job => job.TimeLimit)),
        Named("keeps", Each(job => job.KeepFor)),
        Named("keys", Each(job => job.IdempotencyKey)),
        Named("hashes", hashes),
        Named("batches", Each(job => job.Batch)),
        Named("delays", Each(job => job.Delay)),
        Named("withins", Each(job => job.StartWithin)),
        Named("lasts", Each(_turns.LastOf)),
        Named("fronts", fronts),
        Named("floors", Each(_fronts.FloorOf)),
        Named("knowns", Each(job => known[(job.Queue, job.Tenant)])),
        new NpgsqlParameter("payloads", NpgsqlDbType.Array | NpgsqlDbType.Bytea) { Value = Each(job => job.Payload) },
        Named("max", options.MaxPendingPerTenant),
        ];

        T[] Each<T>(Func<JobSubmission, T> value) => [.. jobs.Select(value)];
    }

    private static NpgsqlParameter Maybe(string name, NpgsqlDbType type, object? value) => new(name, type) { Value = value ?? DBNull.Value };

    private static NpgsqlParameter<T> Named<T>(string name, T value) => new NpgsqlParameter<T>(name, value);

    private static (ReadyJob Job, short State, string Tenant, int Pending, long? First) ReadOne(NpgsqlDataReader reader, JobSubmission job, Guid id) => (
        new ReadyJob(id, job.Queue, job.Kind, [.. job.Labels], (short)job.Priority, reader.GetInt64(0)), job.Delay > TimeSpan.Zero ? JobState.Delayed : JobState.Ready, job.Tenant, reader.GetInt32(1), reader.IsDBNull(2) ? null : reader.GetInt64(2));

    private static (ReadyJob Job, short State, string Tenant, int Pending, long? First) ReadStored(NpgsqlDataReader reader) =>
        (JobRows.ReadReady(reader), reader.GetInt16(6), reader.GetString(7), reader.GetInt32(8), reader.IsDBNull(9) ? null : reader.GetInt64(9));
}
