using System.Collections.Concurrent;
using Switchyard.Agents.Composition.Handoffs;
using Switchyard.Agents.Composition.Pooling;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Tests.Reasoning;
using Switchyard.Tests.Common;

namespace Switchyard.Agents.Tests.Composition.Pooling;

public sealed class PoolAgentTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly ConcurrentQueue<PoolWorker> _made = [];
    private readonly SemaphoreSlim _release = new(0);
    private readonly SemaphoreSlim _atWork = new(0);

    public void Dispose()
    {
        _release.Dispose();
        _atWork.Dispose();
    }

    [Fact]
    public async Task Pool_Task_IsAnsweredByOne()
    {
        await using var pool = Create(new PoolSizes(1, 4, 4));
        _release.Release();

        var result = await CompositionBench.AskAsync(pool);

        Assert.Equal("worker 1", result.Output);
        Assert.Equal(1, result.Usage.ModelCalls);
        Assert.Single(_made);
    }

    [Fact]
    public async Task Pool_ManyTasks_MakeNoMoreThanMax()
    {
        await using var pool = Create(new PoolSizes(0, 2, 4));
        Task<AgentResult>[] asked = [.. Enumerable.Range(0, 4).Select(_ => CompositionBench.AskAsync(pool))];
        await _atWork.WaitAsync(CompositionBench.Cancellation);
        await _atWork.WaitAsync(CompositionBench.Cancellation);

        _release.Release(4);
        var results = await Task.WhenAll(asked);

        Assert.All(results, result => Assert.True(result.IsSuccess));
        Assert.Equal(2, _made.Count);
    }

    [Fact]
    public async Task Pool_QueueFull_RefusesWithoutBeginning()
    {
        await using var pool = Create(new PoolSizes(0, 1, 1));
        Task<AgentResult>[] asked = [CompositionBench.AskAsync(pool), CompositionBench.AskAsync(pool)];
        var refused = new AgentTask("one more");

        var result = await pool.RunAsync(refused, CompositionBench.Cancellation);
        _release.Release(3);
        await Task.WhenAll(asked);
        var again = await pool.RunAsync(refused, CompositionBench.Cancellation);

        Assert.Equal("The pool 'pool' is busy: 1 agents are at work and 1 tasks wait. Try again later.", result.Error);
        Assert.True(again.IsSuccess);
    }

    [Fact]
    public async Task Pool_WorkerThrows_AnotherGoesOnWithTheRun()
    {
        await using var pool = Create(new PoolSizes(0, 1, 0), worker => worker.Number == 1 ? throw new IOException("gone") : Task.CompletedTask);
        _release.Release();

        var result = await CompositionBench.AskAsync(pool);

        Assert.Equal("worker 2", result.Output);
        Assert.Equal([true, false], _made.Select(worker => worker.IsDisposed));
        Assert.Single(_made.SelectMany(worker => worker.Runs).Distinct());
    }

    [Fact]
    public async Task Pool_AllAttemptsThrow_IsAnError()
    {
        await using var pool = Create(new PoolSizes(0, 1, 0), _ => throw new IOException("gone"));

        Assert.Equal("'pool-worker' did not answer: gone", (await CompositionBench.AskAsync(pool)).Error);
        Assert.Equal(2, _made.Count);
    }

    [Fact]
    public async Task Pool_UnhealthyWorker_IsReplacedBeforeTheTask()
    {
        await using var pool = Create(new PoolSizes(1, 1, 0));
        await pool.WarmUpAsync(CompositionBench.Cancellation);
        _made.Single().IsHealthy = false;
        _release.Release();

        var result = await CompositionBench.AskAsync(pool);

        Assert.Equal("worker 2", result.Output);
        Assert.Equal([true, false], _made.Select(worker => worker.IsDisposed));
    }

    [Fact]
    public async Task Pool_IdleBeyondMin_IsRetired()
    {
        await using var pool = Create(new PoolSizes(1, 3, 0));
        Task<AgentResult>[] asked = [.. Enumerable.Range(0, 3).Select(_ => CompositionBench.AskAsync(pool))];
        _release.Release(4);
        await Task.WhenAll(asked);
        Assert.Equal(0, _made.Count(worker => worker.IsDisposed));

        _time.Advance(TimeSpan.FromMinutes(2));
        await CompositionBench.AskAsync(pool);

        Assert.Equal(_made.Count - 1, _made.Count(worker => worker.IsDisposed));
    }

    [Fact]
    public async Task Pool_WarmedUp_HasMinWorkers()
    {
        await using var pool = Create(new PoolSizes(2, 3, 0));

        await pool.WarmUpAsync(CompositionBench.Cancellation);

        Assert.Equal(2, _made.Count);
    }

    [Fact]
    public async Task Dispose_IdleWorkers_AreDisposed()
    {
        var pool = Create(new PoolSizes(2, 2, 0));
        await pool.WarmUpAsync(CompositionBench.Cancellation);

        await pool.DisposeAsync();

        Assert.All(_made, worker => Assert.True(worker.IsDisposed));
    }

    [Fact]
    public async Task Pool_WorkerWaitsForAPerson_IsFreeForOthersAndAnswered()
    {
        var journal = CompositionBench.NewJournal();
        var options = new PoolOptions { CreateAsync = _ => Task.FromResult<IAgent>(CompositionBench.Undecided("judges", journal)), Max = 1 };
        await using var pool = new PoolAgent("pool", "", options, journal, _time);

        var waiting = await CompositionBench.AskAsync(pool);
        await pool.AnswerAsync(waiting.RunId, CompositionBench.OnlyRequest(waiting).Key, "yes", CompositionBench.Cancellation);
        var result = await pool.RunAsync(new AgentTask("?") { RunId = waiting.RunId }, CompositionBench.Cancellation);

        Assert.Equal("yes", result.Output);
    }

    [Fact]
    public async Task Pool_AllWorkersBusy_CanBeCancelledMeanwhile()
    {
        var journal = CompositionBench.NewJournal();
        await using var pool = CreateOver(journal);
        var task = new AgentTask("hold");
        var working = pool.RunAsync(task, CompositionBench.Cancellation);
        await _atWork.WaitAsync(CompositionBench.Cancellation);

        var isEnded = await pool.CancelAsync(task.RunId, "not needed", CompositionBench.Cancellation).WaitAsync(TimeSpan.FromMinutes(1), CompositionBench.Cancellation);
        _release.Release();
        await working;

        Assert.True(isEnded);
        Assert.All(await ReadStatusesAsync(journal), status => Assert.Equal(RunStatus.Cancelled, status));
    }

    [Fact]
    public async Task Pool_AllWorkersBusy_AnswersWhatWaits()
    {
        await using var pool = CreateOver(CompositionBench.NewJournal());
        var waiting = await CompositionBench.AskAsync(pool, "decide");
        var working = CompositionBench.AskAsync(pool, "hold");
        await _atWork.WaitAsync(CompositionBench.Cancellation);

        var read = await pool.ReadAsync(waiting.RunId, CompositionBench.Cancellation).WaitAsync(TimeSpan.FromMinutes(1), CompositionBench.Cancellation);
        await pool.AnswerAsync(waiting.RunId, CompositionBench.OnlyRequest(read).Key, "yes", CompositionBench.Cancellation).WaitAsync(TimeSpan.FromMinutes(1), CompositionBench.Cancellation);
        _release.Release();
        await working;
        var result = await pool.RunAsync(new AgentTask("decide") { RunId = waiting.RunId }, CompositionBench.Cancellation);

        Assert.Equal("yes", result.Output);
    }

    [Fact]
    public async Task Pool_WorkerThrows_HooksSeeThatItIsTriedAgain()
    {
        List<(int Attempts, string Error)> seen = [];
        var hook = new ScriptedHook(
            context =>
            {
                var failure = (ErrorHookContext)context;
                seen.Add((failure.Attempts, failure.Error));
                return HookResult.Continue;
            },
            HookPoint.Retrying);
        await using var pool = Create(new PoolSizes(0, 1, 0), worker => worker.Number == 1 ? throw new IOException("gone") : Task.CompletedTask, hook);
        _release.Release();

        Assert.Equal("worker 2", (await CompositionBench.AskAsync(pool)).Output);
        Assert.Equal([(1, "gone")], seen);
    }

    [Fact]
    public async Task Pool_HookRefusesAnotherAttempt_IsAnError()
    {
        await using var pool = Create(new PoolSizes(0, 1, 0), _ => throw new IOException("gone"), new ScriptedHook(_ => HookResult.Veto("once is enough"), HookPoint.Retrying));

        Assert.Equal("'pool-worker' did not answer: gone No other worker was tried: once is enough (scripted)", (await CompositionBench.AskAsync(pool)).Error);
        Assert.Single(_made);
    }

    [Theory]
    [InlineData(2, 1, 0)]
    [InlineData(-1, 1, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(0, 1, -1)]
    public void Create_WrongSizes_AreRefused(int min, int max, int queue) => Assert.ThrowsAny<ArgumentException>(() => Create(new PoolSizes(min, max, queue)));

    /// <summary>A pool of one worker, whose runs are journalled: asked to hold it is busy until it is released, asked anything else it waits for a person.</summary>
    private PoolAgent CreateOver(IRunJournal journal)
    {
        var holding = new ScriptedAgent("holding", task => task.Input == "hold" ? ScriptedAgent.Say("held") : ScriptedAgent.HandOver("judges", ""))
        {
            Before = async (task, cancellationToken) =>
            {
                if (task.Input == "hold")
                {
                    _atWork.Release();
                    await _release.WaitAsync(cancellationToken);
                }
            },
        };
        var options = new PoolOptions
        {
            CreateAsync = _ => Task.FromResult<IAgent>(new HandoffAgent(
                "worker", "", [new HandoffMember(holding, ["judges"]), new HandoffMember(CompositionBench.Undecided("judges", journal), [])], 1, journal, HookPipeline.Empty)),
            Max = 1,
        };
        return new PoolAgent("pool", "", options, journal, _time);
    }

    private static async Task<IReadOnlyList<RunStatus>> ReadStatusesAsync(MemoryRunJournal journal) =>
        [.. (await journal.ListAsync(new RunQuery { Limit = 10 }, CompositionBench.Cancellation)).Select(run => run.Status)];

    private PoolAgent Create(PoolSizes sizes, Func<PoolWorker, Task>? before = null, ScriptedHook? hook = null)
    {
        var options = new PoolOptions
        {
            Min = sizes.Min,
            Max = sizes.Max,
            MaxQueueLength = sizes.Queue,
            Hooks = hook?.ToPipeline() ?? HookPipeline.Empty,
            CreateAsync = _ =>
            {
                var worker = new PoolWorker(_made.Count + 1, async made =>
                {
                    await (before?.Invoke(made) ?? Task.CompletedTask);
                    _atWork.Release();
                    await _release.WaitAsync(CompositionBench.Cancellation);
                });
                _made.Enqueue(worker);
                return Task.FromResult<IAgent>(worker);
            },
            IsHealthyAsync = (worker, _) => Task.FromResult(((PoolWorker)worker).IsHealthy),
        };
        return new PoolAgent("pool", "Pools.", options, CompositionBench.NewJournal(), _time);
    }
}
