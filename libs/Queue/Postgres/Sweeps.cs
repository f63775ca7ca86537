using Npgsql;
using Switchyard.Migrations;

namespace Switchyard.Queue.Postgres;

/// <summary>Does what time has made due, by the statement's time: with a clock that goes on meanwhile no index could be used. In order, so that an index is used also while the planner knows nothing of the rows yet. Processes do not wait for each other here: rows that another one has are left to it.</summary>
internal sealed class Sweeps(SchemaDatabase database, QueueOptions options)
{
    private const int Limit = 500;

    /// <summary>Sweeps once; <paramref name="ready"/> gets the jobs that can be claimed now, <paramref name="changed"/> what was done to those that were taken back or ended.</summary>
    public async Task<SweepResult> SweepAsync(List<ReadyJob> ready, List<JobNotice> changed, CancellationToken cancellationToken)
    {
        var late = await EndAsync("j.state < 2 and j.start_by < statement_timestamp() order by j.start_by", SweepRules.TooLate, changed, cancellationToken).ConfigureAwait(false);
        var slow = await EndAsync("j.state = 2 and j.started_at + j.time_limit + @grace < statement_timestamp()", SweepRules.TooLong, changed, cancellationToken).ConfigureAwait(false);
        var (lapsed, lost) = await TakeBackAsync(changed, cancellationToken).ConfigureAwait(false);
        var promoted = await PromoteAsync(cancellationToken).ConfigureAwait(false);
        ready.AddRange(promoted);
        var expired = await ExpireAsync(cancellationToken).ConfigureAwait(false);
        return new SweepResult(promoted.Count, lapsed, late + slow + lost, expired) { HasMore = Math.Max(Math.Max(promoted.Count, late), Math.Max(lapsed + lost, expired)) >= Limit };
    }

    /// <summary>Gets the queues that have jobs which can be claimed, each by one step in the index of those.</summary>
    public Task<List<string>> ReadQueuesAsync(CancellationToken cancellationToken) => database.QueryAsync(
        """
        with recursive queues as (
            (select queue from queue.jobs where state = 0 order by queue limit 1)
            union all
            select next.queue from queues cross join lateral (select j.queue from queue.jobs j where j.state = 0 and j.queue > queues.queue order by j.queue limit 1) next)
        select queue from queues
        """,
        [],
        static reader => reader.GetString(0),
        cancellationToken);

    /// <summary>Gets jobs of a queue and a priority that can be claimed, in their order after <paramref name="after"/>: page by page they are what an index of them is rebuilt from.</summary>
    public Task<List<ReadyJob>> ReadReadyAsync(string queue, short priority, ReadyJob? after, int limit, CancellationToken cancellationToken) => database.QueryAsync(
        """
        select id, queue, kind, labels, priority, rank from queue.jobs
        where state = 0 and queue = @queue and priority = @priority and (rank, id) > (@rank, @id) order by rank, id limit @limit
        """,
        [
            new NpgsqlParameter<string>("queue", queue), new NpgsqlParameter<short>("priority", priority), new NpgsqlParameter<long>("rank", after?.Rank ?? Turns.None),
            new NpgsqlParameter<Guid>("id", after?.Id ?? Guid.Empty), new NpgsqlParameter<int>("limit", limit),
        ],
        JobRows.ReadReady,
        cancellationToken);

    private Task<List<ReadyJob>> PromoteAsync(CancellationToken cancellationToken) => database.QueryAsync(
        $"""
        with due as materialized (select j.id from queue.jobs j where j.state = 1 and j.run_at <= statement_timestamp() order by j.run_at limit {Limit} for update skip locked)
        update queue.jobs j set state = 0 from due where j.id = due.id returning j.id, j.queue, j.kind, j.labels, j.priority, j.rank
        """,
        [],
        JobRows.ReadReady,
        cancellationToken);

    private async Task<int> EndAsync(string which, JobFailure failure, List<JobNotice> changed, CancellationToken cancellationToken)
    {
        var sql = $"""
            with due as materialized (select j.id from queue.jobs j where {which} limit {Limit} for update skip locked)
            update queue.jobs j set state = 6, failure_code = @code, failure_message = @message, {Outcomes.End},
                history = queue.kept(j.history) || queue.line(j.last_sequence + 1, j.attempt, 9, json_build_object('code', @code, 'message', @message))
            from due where j.id = due.id returning {JobRows.Told}
            """;
        NpgsqlParameter[] parameters = [.. OfFailure(failure), new NpgsqlParameter<TimeSpan>("grace", SweepRules.Grace)];
        var ended = await database.QueryAsync(sql, parameters, static reader => JobRows.ReadNotice(reader, JobEventType.TimedOut), cancellationToken).ConfigureAwait(false);
        changed.AddRange(ended);
        return ended.Count;
    }

    // Those of a whole rack of lost workers do not come back at the same moment: each has a time of its own, after those that are to come back already.
    private async Task<(int Again, int Lost)> TakeBackAsync(List<JobNotice> changed, CancellationToken cancellationToken)
    {
        const string last = "j.crashes + 1 >= @max";
        var sql = $"""
            with due as materialized (select j.id from queue.jobs j where j.state = 2 and j.lease_until < statement_timestamp() order by j.lease_until limit {Limit} for update skip locked),
            placed as (
                select id, greatest(clock_timestamp(), (select max(o.run_at) from queue.jobs o where o.state = 1 and o.failure_code = '{JobFailure.Crashed}'))
                    + make_interval(secs => row_number() over (order by id) / @rate::float8) as back_at
                from due)
            update queue.jobs j set crashes = j.crashes + 1, last_sequence = j.last_sequence + 1, lease_until = null, failure_code = @code, failure_message = @message,
                state = case when {last} then 4 else 1 end,
                run_at = case when {last} then j.run_at else placed.back_at end,
                finished_at = case when {last} then clock_timestamp() end,
                expires_at = case when {last} then clock_timestamp() + j.keep_for end,
                history = queue.kept(j.history) || queue.line(j.last_sequence + 1, j.attempt, case when {last} then 7 else 4 end, json_build_object('code', @code, 'message', @message))
            from placed where j.id = placed.id returning {JobRows.Told}, j.state
            """;
        NpgsqlParameter[] parameters =
        [
            .. OfFailure(SweepRules.WorkerLost),
            new NpgsqlParameter<int>("max", options.MaxCrashes), new NpgsqlParameter<int>("rate", options.RedeliveriesPerSecond),
        ];
        var rows = await database.QueryAsync(sql, parameters, static reader => JobRows.ReadNotice(reader, JobState.EventOf(reader.GetInt16(5))), cancellationToken).ConfigureAwait(false);
        changed.AddRange(rows);
        var lost = rows.Count(row => row.Type == JobEventType.Failed);
        return (rows.Count - lost, lost);
    }

    private async Task<int> ExpireAsync(CancellationToken cancellationToken) => (await database.QueryAsync(
        $"delete from queue.jobs where id in (select id from queue.jobs where expires_at < statement_timestamp() and (batch is null or not exists (select from queue.batches b where b.id = batch and b.status < 4)) order by expires_at limit {Limit} for update skip locked) returning id",
        [],
        static reader => reader.GetGuid(0),
        cancellationToken).ConfigureAwait(false)).Count;

    private static NpgsqlParameter[] OfFailure(JobFailure failure) => [new NpgsqlParameter<string>("code", failure.Code), new NpgsqlParameter<string>("message", failure.Message)];
}
