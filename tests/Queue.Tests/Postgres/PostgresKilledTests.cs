using System.Collections.Concurrent;
using Npgsql;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Databases;

namespace Switchyard.Queue.Tests.Postgres;

/// <summary>What was acknowledged outlives the server's death, and the store finds its way back by itself.</summary>
public sealed class PostgresKilledTests : IAsyncLifetime
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private PostgresServer _postgres = null!;
    private RedisServer _redis = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _postgres = await PostgresServer.StartAsync(Token);
        _redis = await RedisServer.StartAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_BetweenSubmitAndClaim_LosesNothing(bool withRedis)
    {
        await using var store = Open(withRedis);
        var receipts = await store.Jobs.SubmitAsync([.. Enumerable.Range(0, 100).Select(_ => new JobSubmission("test", default))], Token);

        await _postgres.KillAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => store.Jobs.SubmitAsync([new JobSubmission("test", default)], Token));
        await _postgres.StartAgainAsync(Token);

        HashSet<Guid> claimed = [];
        await UntilItWorksAsync(
            async () =>
            {
                await store.Jobs.SweepAsync(Token);
                claimed.UnionWith((await store.Jobs.ClaimAsync(Request, Token)).Select(job => job.Lease.Id));
                return claimed.Count == 100;
            },
            "all jobs to be claimed");
        Assert.Equal(receipts.Select(receipt => receipt.Id).Order(), claimed.Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_WhileWorkersWrite_LosesNothingAcknowledged(bool withRedis)
    {
        await using var store = Open(withRedis);
        var submitted = new ConcurrentDictionary<string, Guid>();
        var completed = new ConcurrentDictionary<Guid, JobLease>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var submitters = Enumerable.Range(0, 3).Select(submitter => Task.Run(() => SubmitOnAsync(store.Jobs, submitted, $"{submitter}", stop.Token), Token)).ToList();
        var workers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => WorkOnAsync(store.Jobs, completed, stop.Token), Token)).ToList();

        for (var kill = 1; kill <= 2; kill++)
        {
            var (enoughSubmitted, enoughCompleted) = (submitted.Count + 100, completed.Count + 50);
            await Deadline.WaitAsync(() => Task.FromResult(submitted.Count >= enoughSubmitted && completed.Count >= enoughCompleted), s_limit, "work to be under way", Token);
            await _postgres.KillAsync();
            await _postgres.StartAgainAsync(Token);
        }

        await Deadline.WaitAsync(() => Task.FromResult(submitted.Count >= 400), s_limit, "submitters to go on", Token);
        await stop.CancelAsync();
        await Task.WhenAll([.. submitters, .. workers]);
        await FinishAsync(store.Jobs, completed);
        foreach (var (key, id) in submitted)
        {
            var job = await store.Jobs.FindAsync(id, tenant: null, Token);
            Assert.True(job is { Status: JobStatus.Completed }, $"The job of '{key}' was acknowledged and is {job?.Status}.");
        }

        foreach (var (id, lease) in completed)
        {
            var result = await store.Jobs.ReadResultAsync(id, Token);
            Assert.Equal($"{lease.Attempt}", System.Text.Encoding.UTF8.GetString(result!.Body.Span));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Database_ReplacedByAnEmptyOne_Works(bool withRedis)
    {
        await ExecuteAsync("create database replaced");
        var connectionString = new NpgsqlConnectionStringBuilder(_postgres.ConnectionString) { Database = "replaced" }.ConnectionString;
        await using var store = JobStores.Postgres(connectionString, withRedis ? _redis.ConnectionString : null);
        await store.Jobs.SubmitAsync([new JobSubmission("test", default), new JobSubmission("test", default)], Token);
        var old = (await store.Jobs.ClaimAsync(Request with { Count = 1 }, Token))[0];

        await ExecuteAsync("drop database replaced with (force)");
        await ExecuteAsync("create database replaced");

        await UntilItWorksAsync(async () => (await store.Jobs.SubmitAsync([new JobSubmission("test", "new"u8.ToArray())], Token))[0].Outcome == SubmitOutcome.Accepted, "the new database to be used");
        Assert.Empty(store.Jobs.Renew([old.Lease], TimeSpan.FromMinutes(1)));
        var claimed = await store.Jobs.ClaimAsync(Request, Token);
        Assert.Equal("new"u8.ToArray(), Assert.Single(claimed).Payload.ToArray());
    }

    private static ClaimRequest Request => new("worker", 10, TimeSpan.FromMilliseconds(500));

    private JobStore Open(bool withRedis) => JobStores.Postgres(
        _postgres.ConnectionString, withRedis ? _redis.ConnectionString : null, new QueueOptions { MaxPendingPerTenant = 100_000, MaxCrashes = 100, RedeliveriesPerSecond = 1_000 });

    // As a client does: under one key until there is an answer.
    private static async Task SubmitOnAsync(IJobStore jobs, ConcurrentDictionary<string, Guid> submitted, string name, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var job = new JobSubmission("test", default) { IdempotencyKey = $"{name}-{i}", Tenant = name };
            var receipt = await TryAsync(() => jobs.SubmitAsync([job], CancellationToken.None), stop);
            if (receipt is not null)
            {
                submitted[job.IdempotencyKey] = receipt[0].Id;
            }
        }
    }

    private static async Task WorkOnAsync(IJobStore jobs, ConcurrentDictionary<Guid, JobLease> completed, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await TryAsync(() => WorkAsync(jobs, completed), stop, once: true);
        }
    }

    private static async Task<IReadOnlyList<ClaimedJob>> WorkAsync(IJobStore jobs, ConcurrentDictionary<Guid, JobLease> completed)
    {
        await jobs.SweepAsync(CancellationToken.None);
        var claimed = await jobs.ClaimAsync(Request, CancellationToken.None);
        foreach (var job in claimed)
        {
            if (await jobs.CompleteAsync(job.Lease, new JobResult("text/plain", System.Text.Encoding.UTF8.GetBytes($"{job.Lease.Attempt}")), CancellationToken.None))
            {
                Assert.True(completed.TryAdd(job.Lease.Id, job.Lease), "No job is completed twice.");
            }
        }

        return claimed;
    }

    private static async Task FinishAsync(IJobStore jobs, ConcurrentDictionary<Guid, JobLease> completed) => await UntilItWorksAsync(
        async () =>
        {
            await WorkAsync(jobs, completed);
            return (await jobs.MeasureAsync(tenant: null, Token)).Count == 0;
        },
        "all jobs to be done");

    private static async Task<T?> TryAsync<T>(Func<Task<T>> act, CancellationToken stop, bool once = false)
        where T : class
    {
        do
        {
            try
            {
                return await act();
            }
            catch (NpgsqlException)
            {
                // The server is away, or was when this one was under way: nobody said whether it happened.
                await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
            }
        }
        while (!once && !stop.IsCancellationRequested);

        return null;
    }

    private static Task UntilItWorksAsync(Func<Task<bool>> act, string what) => Deadline.WaitAsync(
        async () =>
        {
            try
            {
                return await act();
            }
            catch (NpgsqlException)
            {
                return false;
            }
        },
        s_limit,
        what,
        Token);

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_postgres.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}
