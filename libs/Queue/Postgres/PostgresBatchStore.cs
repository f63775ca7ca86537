using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Switchyard.Migrations;
using Switchyard.Queue.Batches;

namespace Switchyard.Queue.Postgres;

/// <summary>Batches in PostgreSQL.</summary>
internal sealed class PostgresBatchStore(SchemaDatabase database, TimeProvider time) : IBatchStore
{
    private const int MaxForgotten = 100;

    // While a batch goes on its jobs are the truth.
    private const string Counted = $"""
        select case when b.status < 4 then live.completed else b.completed end, case when b.status < 4 then live.failed else b.failed end, {BatchRows.Columns}
        from queue.batches b cross join lateral (
            select count(*) filter (where j.state = 3)::int as completed, count(*) filter (where j.state > 3)::int as failed from queue.jobs j where j.batch = b.id and b.status < 4) live
        """;

    private const string OfLease = "where b.id = @id and b.token = @token";

    public async Task<Batch> CreateAsync(NewBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.Check();
        const string sql = $"""
            insert into queue.batches as b (id, tenant, input_file, endpoint, keep_files_for, metadata, created_at, expires_at)
            values (@id, @tenant, @input, @endpoint, @keep, @metadata, statement_timestamp(), statement_timestamp() + @window) returning 0, 0, {BatchRows.Columns}
            """;
        NpgsqlParameter[] parameters =
        [
            Id(JobIds.Next(time.GetUtcNow())), new NpgsqlParameter<string>("tenant", batch.Tenant), new NpgsqlParameter<Guid>("input", batch.InputFile), new NpgsqlParameter<string>("endpoint", batch.Endpoint),
            new NpgsqlParameter<TimeSpan>("keep", batch.KeepFilesFor), new NpgsqlParameter<TimeSpan>("window", batch.Window),
            new NpgsqlParameter("metadata", NpgsqlDbType.Text) { Value = batch.Metadata is { } metadata ? JsonSerializer.Serialize(metadata, BatchJsonContext.Default.IReadOnlyDictionaryStringString) : DBNull.Value },
        ];
        return (await database.QueryAsync(sql, parameters, BatchRows.Read, cancellationToken).ConfigureAwait(false)).Single();
    }

    public async Task<Batch?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await database.QueryAsync($"{Counted} where b.id = @id", [Id(id)], BatchRows.Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    public async Task<IReadOnlyList<Batch>> ListAsync(BatchQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        (bool IsAsked, string Condition)[] conditions = [(query.Tenant is not null, "b.tenant = @tenant"), (query.After is not null, "b.id < @after")];
        var asked = string.Join(" and ", conditions.Where(item => item.IsAsked).Select(item => item.Condition).DefaultIfEmpty("true"));
        NpgsqlParameter[] parameters =
        [
            new NpgsqlParameter("tenant", NpgsqlDbType.Text) { Value = query.Tenant ?? (object)DBNull.Value }, new NpgsqlParameter("after", NpgsqlDbType.Uuid) { Value = query.After ?? (object)DBNull.Value },
            new NpgsqlParameter<int>("limit", Math.Clamp(query.Limit, 1, BatchRules.MaxLimit)),
        ];
        return await database.QueryAsync($"{Counted} where {asked} order by b.id desc limit @limit", parameters, BatchRows.Read, cancellationToken).ConfigureAwait(false);
    }

    public async Task<CancelOutcome> CancelAsync(Guid id, CancellationToken cancellationToken)
    {
        const string sql = """
            with before as materialized (select id, status from queue.batches where id = @id for update),
            changed as (
                update queue.batches b set status = 3, cancelling_at = coalesce(b.cancelling_at, clock_timestamp()) from before where b.id = before.id and before.status < 4)
            select status < 4 from before
            """;
        return await database.QueryAsync(sql, [Id(id)], static reader => reader.GetBoolean(0), cancellationToken).ConfigureAwait(false) switch
        {
            [] => CancelOutcome.NotFound,
            [true] => CancelOutcome.Cancelled,
            _ => CancelOutcome.AlreadyFinished,
        };
    }

    public async Task<ClaimedBatch?> ClaimAsync(TimeSpan leaseTime, CancellationToken cancellationToken)
    {
        const string sql = $"""
            with next as materialized (select id from queue.batches where status < 4 and due_at <= statement_timestamp() order by due_at limit 1 for update skip locked)
            update queue.batches b set token = b.token + 1, due_at = clock_timestamp() + @lease from next where b.id = next.id
            returning b.completed, b.failed, {BatchRows.Columns}, b.token, b.expires_at - clock_timestamp()
            """;
        return (await database.QueryAsync(sql, [Span("lease", leaseTime)], BatchRows.ReadClaimed, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    public Task<bool> RenewAsync(BatchLease lease, TimeSpan leaseTime, CancellationToken cancellationToken) => ReleaseAsync(lease, leaseTime, cancellationToken);

    public Task<bool> ReleaseAsync(BatchLease lease, TimeSpan pause, CancellationToken cancellationToken) =>
        ChangeAsync($"update queue.batches b set due_at = clock_timestamp() + @pause {OfLease} and b.status < 4 returning b.id", lease, cancellationToken, Span("pause", pause));

    public Task<bool> StartAsync(BatchLease lease, int total, CancellationToken cancellationToken) =>
        ChangeAsync($"update queue.batches b set status = 1, total = @total, in_progress_at = clock_timestamp() {OfLease} and b.status = 0 returning b.id", lease, cancellationToken, new NpgsqlParameter<int>("total", total));

    public Task<bool> FailAsync(BatchLease lease, IReadOnlyList<BatchProblem> problems, CancellationToken cancellationToken) => ChangeAsync(
        $"""
        update queue.batches b set status = 5, problems = @problems, ended_at = clock_timestamp(), completed = jobs.completed, failed = b.total - jobs.completed
        from (select count(*)::int as completed from queue.jobs where batch = @id and state = 3) jobs {OfLease} and b.status in (0, 1) returning b.id
        """,
        lease,
        cancellationToken,
        new NpgsqlParameter<string>("problems", JsonSerializer.Serialize(problems, BatchJsonContext.Default.IReadOnlyListBatchProblem)));

    public Task<bool> AdvanceAsync(BatchLease lease, int submitted, long position, CancellationToken cancellationToken) => ChangeAsync(
        $"update queue.batches b set submitted = @submitted, position = @position {OfLease} and b.status = 1 returning b.id",
        lease,
        cancellationToken,
        new NpgsqlParameter<int>("submitted", submitted),
        new NpgsqlParameter<long>("position", position));

    public Task<bool> FinalizeAsync(BatchLease lease, CancellationToken cancellationToken) =>
        ChangeAsync($"update queue.batches b set status = 2, finalizing_at = clock_timestamp() {OfLease} and b.status = 1 returning b.id", lease, cancellationToken);

    public Task<bool> EndAsync(BatchLease lease, BatchEnd ending, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ending);
        const string sql = $"""
            with found as materialized (select id from queue.files where id = any(@files) and not is_complete for update),
            ended as (
                update queue.batches b set status = @to, ended_at = clock_timestamp(), completed = @completed, failed = b.total - @completed, output_file = @output, error_file = @errors
                {OfLease} and b.status = @from and (select count(*) from found) = cardinality(@files) returning b.id),
            shown as (
                update queue.files f set is_complete = true, tenant = n.tenant, name = n.name, purpose = n.purpose, expires_at = f.created_at + n.keep
                from ended, unnest(@files, @tenants, @names, @purposes, @keeps) as n(id, tenant, name, purpose, keep) where f.id = n.id)
            select id from ended
            """;
        BatchFile[] files = [.. new[] { ending.Output, ending.Errors }.OfType<BatchFile>()];
        Array.ForEach(files, static file => file.Terms.Check());
        return ChangeAsync(
            sql,
            lease,
            cancellationToken,
            new NpgsqlParameter<short>("from", (short)ending.From),
            new NpgsqlParameter<short>("to", (short)ending.To),
            new NpgsqlParameter<int>("completed", ending.Completed),
            Id("output", ending.Output),
            Id("errors", ending.Errors),
            new NpgsqlParameter<Guid[]>("files", [.. files.Select(file => file.Id)]),
            new NpgsqlParameter<string[]>("tenants", [.. files.Select(file => file.Terms.Tenant)]),
            new NpgsqlParameter<string[]>("names", [.. files.Select(file => file.Terms.Name)]),
            new NpgsqlParameter<short[]>("purposes", [.. files.Select(file => (short)file.Terms.Purpose)]),
            new NpgsqlParameter<TimeSpan[]>("keeps", [.. files.Select(file => file.Terms.KeepFor)]));
    }

    public async Task<BatchLoad> MeasureAsync(Batch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return (await database.QueryAsync(
            """
            select (select count(*)::int from queue.jobs where batch = @id and state < 3), (select count(*)::int from queue.jobs where tenant = @tenant and batch is not null and state < 2)
            """,
            [Id(batch.Id), new NpgsqlParameter<string>("tenant", batch.Asked.Tenant)],
            static reader => new BatchLoad(reader.GetInt32(0), reader.GetInt32(1)),
            cancellationToken).ConfigureAwait(false)).Single();
    }

    public async Task<IReadOnlyList<BatchOutcome>> ReadOutcomesAsync(Guid id, Guid after, CancellationToken cancellationToken)
    {
        // What is too large for this page is not read for it.
        const string sql = """
            with page as materialized (
                select id, sum(coalesce(octet_length(result), 0)) over (order by id) - coalesce(octet_length(result), 0) as before
                from (select id, result from queue.jobs where batch = @id and id > @after order by id limit @limit) next)
            select j.id, j.attempt, coalesce(j.idempotency_key, ''), j.state, j.failure_code, j.failure_message, j.result_type, j.result from page join queue.jobs j on j.id = page.id
            where page.before < @bytes order by j.id
            """;
        NpgsqlParameter[] parameters = [Id(id), new NpgsqlParameter<Guid>("after", after), new NpgsqlParameter<int>("limit", BatchRules.OutcomePage), new NpgsqlParameter<long>("bytes", BatchRules.OutcomeBytes)];
        return await database.QueryAsync(sql, parameters, BatchRows.ReadOutcome, cancellationToken).ConfigureAwait(false);
    }

    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        const string sql = """
            with forgotten as (
                delete from queue.batches where id in (select id from queue.batches where ended_at < statement_timestamp() - @remembered order by ended_at limit @limit for update skip locked))
            select count(*)::int from queue.batches where status < 4
            """;
        NpgsqlParameter[] parameters = [Span("remembered", BatchRules.Remembered), new NpgsqlParameter<int>("limit", MaxForgotten)];
        return (await database.QueryAsync(sql, parameters, static reader => reader.GetInt32(0), cancellationToken).ConfigureAwait(false)).Single();
    }

    private async Task<bool> ChangeAsync(string sql, BatchLease lease, CancellationToken cancellationToken, params NpgsqlParameter[] more) =>
        (await database.QueryAsync(sql, [Id(lease.Id), new NpgsqlParameter<int>("token", lease.Token), .. more], static reader => reader.GetGuid(0), cancellationToken).ConfigureAwait(false)).Count > 0;

    private static NpgsqlParameter<Guid> Id(Guid id) => new NpgsqlParameter<Guid>("id", id);

    private static NpgsqlParameter Id(string name, BatchFile? file) => new(name, NpgsqlDbType.Uuid) { Value = file?.Id ?? (object)DBNull.Value };

    private static NpgsqlParameter<TimeSpan> Span(string name, TimeSpan span) => new NpgsqlParameter<TimeSpan>(name, span);
}
