using Microsoft.Extensions.Logging.Abstractions;
using Switchyard.Queue.Workers;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Waiting;

namespace Switchyard.Queue.Tests.Workers;

/// <summary>A worker is known from its start to its end, with what it does.</summary>
public sealed class WorkerReporterTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Worker_FromStartToEnd_IsKnown()
    {
        var time = new ManualTimeProvider();
        await using var store = JobStores.InMemory();
        var handler = new Holding();
        var options = new WorkerOptions { Queue = "own", Concurrency = 3, Labels = { "gpu" } };
        using var worker = new JobWorker(store.Jobs, [handler], options, new RunningProgram(), time, NullLogger<JobWorker>.Instance);

        await worker.StartAsync(Token);
        await UntilAsync(store, static live => live is [{ Worker: { Running: 0, IsStopping: false } }], "the worker to be known");
        var said = (await store.Jobs.Workers.ListAsync(Token))[0].Worker;
        await store.Jobs.SubmitAsync([new JobSubmission("test", default) { Queue = "own" }], Token);
        await UntilAsync(
            store,
            live =>
            {
                time.Advance(WorkerReport.Interval);
                return live is [{ Worker.Running: 1 }];
            },
            "the job to be counted");
        var stopping = worker.StopAsync(Token);
        await UntilAsync(store, static live => live is [{ Worker: { Running: 1, IsStopping: true } }], "the worker to say that it is to end");
        handler.LetGo();
        await stopping;

        Assert.Equal(($"{Environment.MachineName}:{Environment.ProcessId}", "own", 3), (said.Name, said.Queue, said.Concurrency));
        Assert.Equal(["test"], said.Kinds);
        Assert.Equal(["gpu"], said.Labels);
        Assert.Empty(await store.Jobs.Workers.ListAsync(Token));
    }

    [Fact]
    public async Task Report_StoreAway_IsTriedAgainAndEndsAllTheSame()
    {
        var time = new ManualTimeProvider();
        var registry = new AwayRegistry();
        using var ended = new CancellationTokenSource();
        var reporting = new WorkerReporter(registry, static () => new WorkerReport { Id = Guid.Empty, Name = "w", Queue = "q", Concurrency = 1 }, time).RunAsync(Token, ended.Token);

        for (var i = 1; i <= 3; i++)
        {
            await Eventually.BecomesTrueAsync(() => registry.Reports == i && time.WaitingTimers == 1, Token);
            time.Advance(WorkerReport.Interval);
        }

        await Eventually.BecomesTrueAsync(() => registry.Reports == 4, Token);
        await ended.CancelAsync();
        await reporting;
        Assert.Equal((4, 1), (registry.Reports, registry.Removals));
    }

    private static Task UntilAsync(JobStore store, Func<IReadOnlyList<LiveWorker>, bool> condition, string what) =>
        Deadline.WaitAsync(async () => condition(await store.Jobs.Workers.ListAsync(Token)), s_limit, what, Token);
}
