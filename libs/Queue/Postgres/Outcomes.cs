using Npgsql;
using NpgsqlTypes;
using Switchyard.Migrations;

namespace Switchyard.Queue.Postgres;

/// <summary>Writes what workers report, and what people decide. Each statement names the attempt it is for and changes nothing where the job has gone on to another.</summary>
internal sealed class Outcomes(SchemaDatabase database, QueueOptions options)
{
    // Rows are locked in one order, so that statements which write several do not wait for each other in a circle. The sum has them found by their names, not among all that run.
    private const string Held = "select j.id from unnest(@ids, @attempts) as l(id, attempt) join queue.jobs j on j.id = l.id where j.attempt = l.attempt and j.state + 0 = 2 order by j.id for update of j";

    /// <summary>What every end of a job sets.</summary>
    public const string End = "finished_at = clock_timestamp(), expires_at = clock_timestamp() + j.keep_for, lease_until = null, last_sequence = j.last_sequence + 1";
    private const string OfLease = "where j.id = @id and j.attempt = @attempt and j.state = 2";

    /// <summary>Renews leases and returns those that are still held.</summary>
    public IReadOnlySet<JobLease> Renew(IReadOnlyCollection<JobLease> leases, TimeSpan leaseTime)
    {
        const string sql = $"with held as materialized ({Held}) update queue.jobs j set lease_until = clock_timestamp() + @lease from held where j.id = held.id returning j.id, j.attempt";
        NpgsqlParameter[] parameters = [IdsOf(leases), AttemptsOf(leases), new NpgsqlParameter<TimeSpan>("lease", leaseTime)];
        return database.Query(sql, parameters, ReadLease).ToHashSet();
    }

    /// <summary>Ends jobs with their results and says of each that it did; <see langword="null"/> where it did not. Of several results for one lease the first counts.</summary>
    public async Task<IReadOnlyList<JobNotice?>> CompleteAsync(IReadOnlyList<(JobLease Lease, JobResult Result)> results)
    {
        const string sql = $"""
            update queue.jobs j set state = 3, result_type = r.type, result = r.body, failure_code = null, failure_message = null, {End}, history = queue.kept(j.history) || queue.line(j.last_sequence + 1, j.attempt, 6, '{"{}"}')
            from unnest(@ids, @attempts, @types, @bodies) as r(id, attempt, type, body) where j.id = r.id and j.attempt = r.attempt and j.state + 0 = 2 returning {JobRows.Told}
            """;

        // In the order in which others lock rows.
        var firsts = results.DistinctBy(result => result.Lease).OrderBy(result => result.Lease.Id).ToList();
        List<JobLease> leases = [.. firsts.Select(result => result.Lease)];
        NpgsqlParameter[] parameters =
        [
            IdsOf(leases), AttemptsOf(leases), new NpgsqlParameter<string[]>("types", [.. firsts.Select(result => result.Result.ContentType)]),
            new NpgsqlParameter("bodies", NpgsqlDbType.Array | NpgsqlDbType.Bytea) { Value = firsts.Select(result => result.Result.Body).ToArray() },
        ];
        var told = await database.QueryAsync(sql, parameters, static reader => JobRows.ReadNotice(reader, JobEventType.Completed), CancellationToken.None).ConfigureAwait(false);
        var done = told.ToDictionary(notice => new JobLease(notice.Id, notice.Attempt));
        return [.. results.Select(result => done.Remove(result.Lease, out var notice) ? notice : (JobNotice?)null)];
    }

    /// <summary>Ends an attempt. Returns whether the job has failed or will be tried again; <see langword="null"/> where the lease was lost.</summary>
    public Task<JobNotice?> FailAsync(JobLease lease, JobFailure failure, CancellationToken cancellationToken)
    {
        // Full jitter over a pause that doubles (Brooker, "Exponential Backoff And Jitter", 2015).
        const string again = "@retry and j.failures < j.retries";
        const string pause = "greatest(@after, least(@cap, @base * power(2, least(j.failures, 20))) * random())";
        const string sql = $"""
            update queue.jobs j set failures = j.failures + 1, failure_code = @code, failure_message = @message, lease_until = null, last_sequence = j.last_sequence + 1,
                state = case when {again} then 1 else 4 end,
                run_at = case when {again} then clock_timestamp() + {pause} else j.run_at end,
                finished_at = case when {again} then null else clock_timestamp() end,
                expires_at = case when {again} then null else clock_timestamp() + j.keep_for end,
                history = queue.kept(j.history) || queue.line(j.last_sequence + 1, j.attempt, case when {again} then 4 else 7 end, json_build_object('code', @code, 'message', @message))
            {OfLease} returning {JobRows.Told}, j.state
            """;
        NpgsqlParameter[] more =
        [
            new NpgsqlParameter<bool>("retry", failure.CanRetry), new NpgsqlParameter<TimeSpan>("after", failure.RetryAfter ?? TimeSpan.Zero),
            new NpgsqlParameter<TimeSpan>("cap", options.BackoffCap), new NpgsqlParameter<TimeSpan>("base", options.BackoffBase),
        ];
        return ChangeAsync(sql, [.. OfFailure(lease, failure), .. more], static reader => JobRows.ReadNotice(reader, JobState.EventOf(reader.GetInt16(5))), cancellationToken);
    }

    /// <summary>Ends a job that has taken too long; <see langword="null"/> where the lease was lost.</summary>
    public Task<JobNotice?> TimeOutAsync(JobLease lease, JobFailure failure, CancellationToken cancellationToken) => ChangeAsync(
        $"""
        update queue.jobs j set state = 6, failure_code = @code, failure_message = @message, {End},
            history = queue.kept(j.history) || queue.line(j.last_sequence + 1, j.attempt, 9, json_build_object('code', @code, 'message', @message))
        {OfLease} returning {JobRows.Told}
        """,
        OfFailure(lease, failure),
        static reader => JobRows.ReadNotice(reader, JobEventType.TimedOut),
        cancellationToken);

    /// <summary>Gives a job back; its rank is what it was, so that it is among the first. <see langword="null"/> where the lease was lost.</summary>
    public Task<(ReadyJob Job, JobNotice Notice)?> ReturnAsync(JobLease lease, CancellationToken cancellationToken)
    {
        const string sql = $"""
            update queue.jobs j set state = 0, lease_until = null, run_at = clock_timestamp(), last_sequence = j.last_sequence + 1, history = queue.kept(j.history) || queue.line(j.last_sequence + 1, j.attempt, 5, '{"{}"}')
            {OfLease} returning {JobRows.ReadyTold}
            """;
        return ChangeAsync(sql, OfLeaseOnly(lease), static reader => JobRows.ReadReadyTold(reader, JobEventType.Returned), cancellationToken);
    }

    /// <summary>Writes events of a running job. Those it has are from a write whose answer did not arrive. Returns the reports of progress that are new; <see langword="null"/> where the lease was lost.</summary>
    public async Task<IReadOnlyList<JobNotice>?> AppendAsync(JobLease lease, IReadOnlyList<JobEvent> events, CancellationToken cancellationToken)
    {
        const string sql = $"""
            with held as (update queue.jobs j set last_sequence = greatest(j.last_sequence, @last) {OfLease} returning j.id, j.attempt, j.queue, j.tenant),
            said as (
                insert into queue.events (job_id, sequence, attempt, type, data) select held.id, e.sequence, held.attempt, e.type, e.data from held cross join unnest(@sequences, @types, @data) as e(sequence, type, data)
                on conflict (job_id, sequence) do nothing returning sequence, type)
            select held.id, coalesce(said.sequence, 0), held.attempt, held.queue, held.tenant from held left join said on said.type = 2 order by said.sequence
            """;
        NpgsqlParameter[] more =
        [
            new NpgsqlParameter<long>("last", events.Count == 0 ? 0 : events[^1].Sequence),
            new NpgsqlParameter<long[]>("sequences", [.. events.Select(item => item.Sequence)]), new NpgsqlParameter<short[]>("types", [.. events.Select(item => (short)item.Type)]), new NpgsqlParameter<string[]>("data", [.. events.Select(item => item.Data)]),
        ];
        var rows = await database.QueryAsync(sql, [.. OfLeaseOnly(lease), .. more], static reader => JobRows.ReadNotice(reader, JobEventType.Progress), cancellationToken).ConfigureAwait(false);
        return rows switch
        {
            [] => null,
            [{ Sequence: 0 }] => [],
            _ => rows,
        };
    }

    /// <summary>Cancels a job that has not ended; there is a notice where it was not cancelled before.</summary>
    public async Task<(CancelOutcome Outcome, JobNotice? Notice)> CancelAsync(Guid id, string? tenant, CancellationToken cancellationToken)
    {
        const string sql = $"""
            with before as materialized (select j.id, j.state from queue.jobs j where j.id = @id and (@tenant is null or j.tenant = @tenant) for update),
            changed as (
                update queue.jobs j set state = 5, {End}, history = queue.kept(j.history) || queue.line(j.last_sequence + 1, j.attempt, 8, '{"{}"}')
                from before where j.id = before.id and before.state < 3 returning {JobRows.Told})
            select before.id, coalesce(c.last_sequence, 0), coalesce(c.attempt, 0), coalesce(c.queue, ''), coalesce(c.tenant, ''), before.state from before left join changed c on c.id = before.id
            """;
        var before = await database.QueryAsync(sql, OfJob(id, tenant), static reader => (Notice: JobRows.ReadNotice(reader, JobEventType.Cancelled), State: reader.GetInt16(5)), cancellationToken).ConfigureAwait(false);
        return before switch
        {
            [] => (CancelOutcome.NotFound, null),
            [{ State: <= JobState.Running, Notice: var notice }] => (CancelOutcome.Cancelled, notice),
            [{ State: JobState.Cancelled }] => (CancelOutcome.Cancelled, null),
            _ => (CancelOutcome.AlreadyFinished, null),
        };
    }

    /// <summary>Has a failed job done again, behind those that wait. Its attempts go on counting: they are what fences.</summary>
    public async Task<(ReplayOutcome Outcome, (ReadyJob Job, JobNotice Notice)? Done)> ReplayAsync(Guid id, string? tenant, CancellationToken cancellationToken)
    {
        const string sql = $"""
            with before as materialized (select j.id, j.state from queue.jobs j where j.id = @id and (@tenant is null or j.tenant = @tenant) for update),
            changed as (
                update queue.jobs j set state = 0, failures = 0, crashes = 0, replays = j.replays + 1, run_at = clock_timestamp(), start_by = null, finished_at = null, expires_at = null, last_sequence = j.last_sequence + 1,
                    rank = coalesce(
                        (select o.rank + 1 from queue.jobs o where o.queue = j.queue and o.priority = j.priority and o.state = 0 order by o.rank desc limit 1),
                        (select o.rank + 1 from queue.jobs o order by o.id desc limit 1)),
                    history = queue.kept(j.history) || queue.line(j.last_sequence + 1, j.attempt, 0, '{"{}"}')
                from before where j.id = before.id and before.state in (4, 6) returning {JobRows.ReadyTold})
            select before.id, coalesce(c.queue, ''), coalesce(c.kind, ''), coalesce(c.labels, array[]::text[]), coalesce(c.priority, 0::smallint), coalesce(c.rank, -1), coalesce(c.last_sequence, 0), coalesce(c.attempt, 0), coalesce(c.tenant, '')
            from before left join changed c on c.id = before.id
            """;
        var rows = await database.QueryAsync(sql, OfJob(id, tenant), static reader => JobRows.ReadReadyTold(reader, JobEventType.Pending), cancellationToken).ConfigureAwait(false);
        return rows switch
        {
            [] => (ReplayOutcome.NotFound, null),
            [{ Job.Rank: >= 0 } done] => (ReplayOutcome.Replayed, done),
            _ => (ReplayOutcome.NotFailed, null),
        };
    }

    private async Task<T?> ChangeAsync<T>(string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
        where T : struct
    {
        var rows = await database.QueryAsync(sql, parameters, read, cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? null : rows[0];
    }

    private static JobLease ReadLease(NpgsqlDataReader reader) => new(reader.GetGuid(0), reader.GetInt32(1));

    private static NpgsqlParameter<Guid[]> IdsOf(IEnumerable<JobLease> leases) => new NpgsqlParameter<Guid[]>("ids", [.. leases.Select(lease => lease.Id)]);

    private static NpgsqlParameter<int[]> AttemptsOf(IEnumerable<JobLease> leases) => new NpgsqlParameter<int[]>("attempts", [.. leases.Select(lease => lease.Attempt)]);

    private static NpgsqlParameter[] OfLeaseOnly(JobLease lease) => [new NpgsqlParameter<Guid>("id", lease.Id), new NpgsqlParameter<int>("attempt", lease.Attempt)];

    private static NpgsqlParameter[] OfFailure(JobLease lease, JobFailure failure) => [.. OfLeaseOnly(lease), new NpgsqlParameter<string>("code", failure.Code), new NpgsqlParameter<string>("message", failure.Message)];

    private static NpgsqlParameter[] OfJob(Guid id, string? tenant) => [new NpgsqlParameter<Guid>("id", id), new NpgsqlParameter("tenant", NpgsqlDbType.Text) { Value = tenant ?? (object)DBNull.Value }];
}
