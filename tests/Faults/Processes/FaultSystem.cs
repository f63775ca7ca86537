using Switchyard.Faults.Histories;
using Switchyard.Faults.Proxy;

namespace Switchyard.Faults.Processes;

/// <summary>The system under test: Routers that take jobs, workers that do them, and their stores, all processes of their own with proxies between them.</summary>
internal sealed class FaultSystem : IAsyncDisposable
{
    private const int RouterCount = 2;
    private const int WorkerCount = 3;

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _supervising;

    private FaultSystem(RunFolder folder, StorePair stores, HistoryWriter history)
    {
        (Folder, Stores, History) = (folder, stores, history);
        Routers = [.. Enumerable.Range(0, RouterCount).Select(_ => new RouterSlot(stores))];
        Workers = [.. Enumerable.Range(1, WorkerCount).Select(number => new WorkerSlot($"w{number}", folder, stores, Lease, history))];
        _supervising = SuperviseAsync(_stop.Token);
    }

    /// <summary>Gets how long leases last. Shorter than by default, so that more of them lapse in a run.</summary>
    public static TimeSpan Lease { get; } = TimeSpan.FromSeconds(6);

    public RunFolder Folder { get; }

    public StorePair Stores { get; }

    /// <summary>Gets the runner's own history.</summary>
    public HistoryWriter History { get; }

    public IReadOnlyList<RouterSlot> Routers { get; }

    public IReadOnlyList<WorkerSlot> Workers { get; }

    /// <summary>Gets the proxies between the workers and Redis.</summary>
    public IEnumerable<FaultProxy> WorkerRedis => Workers.Select(worker => worker.Redis);

    /// <summary>Gets the proxies between the workers and PostgreSQL.</summary>
    public IEnumerable<FaultProxy> WorkerPostgres => Workers.Select(worker => worker.Postgres);

    /// <summary>Gets the proxies between the Routers and Redis.</summary>
    public IEnumerable<FaultProxy> RouterRedis => Routers.Select(router => router.Redis);

    /// <summary>Gets the proxies between the Routers and PostgreSQL.</summary>
    public IEnumerable<FaultProxy> RouterPostgres => Routers.Select(router => router.Postgres);

    /// <summary>Starts everything.</summary>
    public static async Task<FaultSystem> StartAsync(CancellationToken cancellationToken)
    {
        var folder = await RunFolder.CreateAsync(cancellationToken);
        var stores = await StorePair.StartAsync(folder, cancellationToken);
        var system = new FaultSystem(folder, stores, new HistoryWriter(folder.HistoryOf("runner")));
        foreach (var router in system.Routers)
        {
            await router.StartAsync(cancellationToken);
        }

        return system;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)_supervising).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(Workers.Select(worker => worker.DisposeAsync().AsTask()));
        await Task.WhenAll(Routers.Select(router => router.DisposeAsync().AsTask()));
        await Stores.DisposeAsync();
        History.Dispose();
        await Folder.DisposeAsync();
        _stop.Dispose();
    }

    // As whatever runs the workers would: one that is not there, or not any more, is started.
    private async Task SuperviseAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(s_look, stop);
            foreach (var worker in Workers)
            {
                await worker.StartAsync();
            }
        }
    }
}
