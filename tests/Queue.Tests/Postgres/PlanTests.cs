using System.Text;
using Npgsql;
using Switchyard.Queue.Tests.Stores;
using Switchyard.Tests.Common;

namespace Switchyard.Queue.Tests.Postgres;

/// <summary>What the store does all the time reads a few rows, however many there are: no statement's plan goes through a whole table or a whole index. Counted by the database itself.</summary>
public sealed class PlanTests(StoreServers servers) : IAsyncLifetime
{
    private const int Rounds = 20;

    private const string Rows = """
        select (select coalesce(sum(seq_tup_read), 0) from pg_stat_user_tables where schemaname = 'queue')::bigint
            + (select coalesce(sum(idx_tup_read), 0) from pg_stat_user_indexes where schemaname = 'queue')::bigint
        """;

    private const string Places = "select (idx_blks_hit + idx_blks_read)::bigint from pg_statio_user_indexes where indexrelname = 'jobs_ready'";

    // Of 32,000 that are there, by all rounds together.
    private const long MostRows = 4_000;

    private static readonly ClaimRequest s_claim = new("worker", 1, TimeSpan.FromMinutes(10));

    private static readonly Dictionary<string, Func<IJobStore, Task>> s_steps = new()
    {
        ["submit"] = static jobs => jobs.SubmitAsync([Of("submit")], Token),
        ["submit with a key"] = static jobs => jobs.SubmitAsync([Of("key") with { IdempotencyKey = $"{Guid.NewGuid()}" }], Token),
        ["submit together"] = static jobs => jobs.SubmitAsync([.. Enumerable.Range(0, 10).Select(i => Of($"{i}") with { Tenant = $"new{i}" })], Token),
        ["claim"] = static jobs => jobs.ClaimAsync(s_claim, Token),
        ["claim and complete"] = static jobs => EndAsync(jobs, lease => jobs.CompleteAsync(lease, new JobResult("text/plain", default), Token)),
        ["claim and fail"] = static jobs => EndAsync(jobs, lease => jobs.FailAsync(lease, new JobFailure("bad", "bad") { CanRetry = true }, Token)),
        ["claim and return"] = static jobs => EndAsync(jobs, lease => jobs.ReturnAsync(lease, Token)),
        ["claim and append"] = static jobs => EndAsync(jobs, lease => jobs.AppendAsync(lease, [new JobEvent(10, 1, JobEventType.Content, "1", default)], Token)),
        ["claim and renew"] = static jobs => EndAsync(jobs, lease => Task.FromResult(jobs.Renew([lease], TimeSpan.FromMinutes(1)).Count == 1)),
        ["claim and read"] = static jobs => EndAsync(jobs, async lease => (await jobs.ReadEventsAsync(lease.Id, 0, 100, Token)).Count > 0),
        ["claim and cancel"] = static jobs => EndAsync(jobs, async lease => await jobs.CancelAsync(lease.Id, tenant: null, Token) == CancelOutcome.Cancelled),
        ["list the newest"] = static jobs => jobs.ListAsync(new JobQuery { Limit = 50 }, Token),
        ["list dead letters"] = static jobs => jobs.ListAsync(new JobQuery { Limit = 50, Statuses = [JobStatus.Failed, JobStatus.TimedOut] }, Token),
        ["sweep"] = static jobs => jobs.SweepAsync(Token),
    };

    private StoreSpace _space = null!;

    public static TheoryData<string> Steps => [.. s_steps.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _space = await servers.BorrowAsync();
        await using var store = Open();
        await store.PrepareAsync(Token);
        await _space.ExecuteAsync("""
            insert into queue.jobs (id, queue, tenant, kind, labels, priority, state, rank, retries, time_limit, keep_for, content_hash, created_at, run_at, started_at, lease_until, finished_at, expires_at, attempt, history, payload)
            select gen_random_uuid(), 'default', 't' || n % 10, 'test', '{}', n % 4, state, n, 3, '10 minutes', '1 day', '', now(), now() + case when state = 1 then interval '1 day' else interval '0' end,
                case when state > 1 then now() end, case when state = 2 then now() + interval '1 day' end, case when state > 2 then now() end, case when state > 2 then now() + interval '1 day' end, 1, '', ''
            from (select n, case when n <= 10000 then 0 when n <= 11000 then 1 when n <= 11100 then 2 when n <= 31900 then 3 else 4 end as state from generate_series(1, 32000) n) rows
            """);
    }

    public ValueTask DisposeAsync()
    {
        servers.Return(_space);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Step_OnLargeTables_ReadsFewRows(string step)
    {
        var before = await ReadAsync();
        await using (var store = Open())
        {
            for (var i = 0; i < Rounds; i++)
            {
                await s_steps[step](store.Jobs);
            }
        }

        Assert.InRange(await ReadAsync() - before, 0, MostRows);
    }

    /// <summary>Indexes keep the places of jobs that are gone until the table is vacuumed.</summary>
    [Fact]
    public async Task Submit_WhereManyAreGone_DoesNotGoThroughTheirPlaces()
    {
        await using var store = Open();
        await _space.ExecuteAsync("alter table queue.jobs set (autovacuum_enabled = false)");
        await store.Jobs.SubmitAsync([.. Enumerable.Range(0, IJobStore.MaxTogether).Select(i => Of("gone"))], Token);
        await _space.ExecuteAsync("update queue.jobs set state = 3 where state = 0");
        await store.Jobs.SubmitAsync([Of("learns where the others were")], Token);
        await store.DisposeAsync();
        var before = await ReadAsync(Places);
        await using var next = Open();
        await next.Jobs.SubmitAsync([Of("learns it in this process")], Token);
        for (var i = 0; i < 10 * Rounds; i++)
        {
            await next.Jobs.SubmitAsync([Of("submit")], Token);
        }

        await next.DisposeAsync();
        await _space.ExecuteAsync("alter table queue.jobs reset (autovacuum_enabled)");
        Assert.InRange(await ReadAsync(Places) - before, 1, 10 * Rounds * 20);
    }

    private static async Task EndAsync(IJobStore jobs, Func<JobLease, Task<bool>> end) => Assert.True(await end(Assert.Single(await jobs.ClaimAsync(s_claim, Token)).Lease));

    private static JobSubmission Of(string text) => new("test", Encoding.UTF8.GetBytes(text)) { Tenant = "new" };

    private JobStore Open() => JobStores.Postgres(_space.Postgres, redis: null, new QueueOptions { MaxPendingPerTenant = 100_000 });

    // Through tables and through indexes, bitmaps included. A connection tells what it has read when it ends.
    private async Task<long> ReadAsync(string sql = Rows)
    {
        await using var connection = new NpgsqlConnection(_space.Postgres + ";Pooling=false");
        await connection.OpenAsync(Token);
        await using var others = new NpgsqlCommand("select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'", connection);
        await Deadline.WaitAsync(async () => (long)(await others.ExecuteScalarAsync(Token))! == 0, TimeSpan.FromSeconds(30), "the store's connections to end", Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
