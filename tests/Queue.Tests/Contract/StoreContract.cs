using System.Text;
using Switchyard.Queue.Files;
using Switchyard.Queue.Tests.Stores;
using Switchyard.Tests.Common;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>What every store has to do, whatever it is made of; the parts are the classes derived from this one.</summary>
public abstract class StoreContract(StoreServers servers, StoreKind kind) : IAsyncLifetime
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<JobStore> _opened = [];
    private readonly ShiftedTimeProvider _time = new();
    private StoreSpace? _space;
    private IJobStore? _jobs;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A store with bounds no test meets by chance, and short pauses.</summary>
    protected IJobStore Jobs
    {
        get
        {
            lock (_lock)
            {
                return _jobs ??= Open(static _ => { });
            }
        }
    }

    /// <summary>What <see cref="Jobs"/> is part of.</summary>
    protected JobStore Store
    {
        get
        {
            _ = Jobs;
            return _opened[0];
        }
    }

    /// <summary>The files beside <see cref="Jobs"/>.</summary>
    protected IFileStore Files => Store.Files;

    public async ValueTask InitializeAsync() => _space = kind == StoreKind.Memory ? null : await servers.BorrowAsync();

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var store in _opened)
        {
            await store.DisposeAsync();
        }

        if (_space is not null)
        {
            servers.Return(_space);
        }

        GC.SuppressFinalize(this);
    }

    protected IJobStore Open(Action<QueueOptions> configure) => OpenStore(configure).Jobs;

    protected JobStore OpenStore(Action<QueueOptions> configure)
    {
        var options = new QueueOptions { MaxPendingPerTenant = 20_000, BackoffBase = TimeSpan.FromMilliseconds(1), RedeliveriesPerSecond = 1_000 };
        configure(options);
        var store = kind switch
        {
            StoreKind.Memory => JobStores.InMemory(options, _time),
            StoreKind.Postgres => JobStores.Postgres(_space!.Postgres, redis: null, options),
            _ => JobStores.Postgres(_space!.Postgres, _space.Redis, options),
        };
        _opened.Add(store);
        return store;
    }

    /// <summary>Makes everything older, as if that time had passed.</summary>
    protected async Task PassAsync(TimeSpan span)
    {
        _time.Shift += span;
        if (_space is not null)
        {
            var ago = FormattableString.Invariant($"- make_interval(secs => {span.TotalSeconds})");
            await _space.ExecuteAsync($"update queue.jobs set created_at = created_at {ago}, run_at = run_at {ago}, start_by = start_by {ago}, started_at = started_at {ago}, lease_until = lease_until {ago}, finished_at = finished_at {ago}, expires_at = expires_at {ago}");
            await _space.ExecuteAsync($"update queue.batches set due_at = due_at {ago}, created_at = created_at {ago}, expires_at = expires_at {ago}, ended_at = ended_at {ago}");
            await _space.ExecuteAsync($"update queue.workers set started_at = started_at {ago}, seen_at = seen_at {ago}");
        }
    }

    protected static JobSubmission Of(string text) => new("test", Encoding.UTF8.GetBytes(text));

    protected static string TextOf(ClaimedJob job) => Encoding.UTF8.GetString(job.Payload.Span);

    protected static JobResult ResultOf(string text) => new("text/plain", Encoding.UTF8.GetBytes(text));

    protected static ClaimRequest Claim(int count, TimeSpan? lease = null) => new("worker", count, lease ?? TimeSpan.FromMinutes(1));

    protected async Task<Guid> SubmitAsync(JobSubmission submission)
    {
        var receipt = Assert.Single(await Jobs.SubmitAsync([submission], Token));
        Assert.Equal(SubmitOutcome.Accepted, receipt.Outcome);
        return receipt.Id;
    }

    protected async Task<IReadOnlyList<Guid>> SubmitAllAsync(IEnumerable<JobSubmission> submissions)
    {
        var receipts = await Jobs.SubmitAsync([.. submissions], Token);
        Assert.All(receipts, receipt => Assert.Equal(SubmitOutcome.Accepted, receipt.Outcome));
        return [.. receipts.Select(receipt => receipt.Id)];
    }

    protected async Task<ClaimedJob> ClaimOneAsync(TimeSpan? lease = null) => Assert.Single(await Jobs.ClaimAsync(Claim(1, lease), Token));

    /// <summary>Submits a job and claims it.</summary>
    protected async Task<ClaimedJob> StartAsync(JobSubmission? submission = null, TimeSpan? lease = null)
    {
        await SubmitAsync(submission ?? Of("job"));
        return await ClaimOneAsync(lease);
    }

    protected async Task<Job> FindAsync(Guid id) => (await Jobs.FindAsync(id, tenant: null, Token))!;

    /// <summary>Sweeps until <paramref name="condition"/> holds of the job.</summary>
    protected async Task<Job> SweepUntilAsync(Guid id, Func<Job, bool> condition, string what)
    {
        Job? job = null;
        await Deadline.WaitAsync(
            async () =>
            {
                await Jobs.SweepAsync(Token);
                job = await Jobs.FindAsync(id, tenant: null, Token);
                return job is not null && condition(job);
            },
            s_limit,
            what,
            Token);
        return job!;
    }

    /// <summary>Sweeps until a job can be claimed, and claims it.</summary>
    protected async Task<ClaimedJob> SweepUntilClaimedAsync(TimeSpan? lease = null)
    {
        IReadOnlyList<ClaimedJob> claimed = [];
        await Deadline.WaitAsync(
            async () =>
            {
                await Jobs.SweepAsync(Token);
                claimed = await Jobs.ClaimAsync(Claim(1, lease), Token);
                return claimed.Count > 0;
            },
            s_limit,
            "a job to claim",
            Token);
        return claimed[0];
    }

    protected async Task<IReadOnlyList<JobEvent>> EventsOfAsync(Guid id) => await Jobs.ReadEventsAsync(id, after: 0, limit: 10_000, Token);
}
