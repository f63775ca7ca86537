using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Graphs;

public sealed class TakeoverTests
{
    private readonly GraphBench _bench = new();
    private readonly World _world = new();

    [Fact]
    public async Task Resume_ByAnotherRunner_FencesTheFormer()
    {
        var entered = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        var isFirst = true;
        var graph = GraphBench.Single(async (_, story, _) =>
        {
            if (isFirst)
            {
                isFirst = false;
                entered.SetResult();
                await gate.Task;
            }

            return story.Add("work");
        });
        var former = _bench.Runner(graph).StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation);
        await entered.Task;

        var result = await _bench.ResumeAsync(graph);
        gate.SetResult();

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal(["work"], (await former).State.Lines);
        Assert.Equal([JournalEntryKind.Started, JournalEntryKind.Step, JournalEntryKind.Ended], await _bench.ReadKindsAsync());
    }

    [Fact]
    public async Task Start_TakenOverMeanwhile_StopsAtItsNextEntry()
    {
        var graph = GraphBench.Chain(node => async (_, story, cancellationToken) =>
        {
            if (node == "b")
            {
                await _bench.Journal.AcquireAsync(_bench.RunId, "thief", cancellationToken);
            }

            return story.Add(node);
        }, "a", "b", "c");

        var thrown = await Assert.ThrowsAsync<RunLostException>(() => _bench.StartAsync(graph));

        Assert.Equal(_bench.RunId, thrown.RunId);
        Assert.Equal([JournalEntryKind.Started, JournalEntryKind.Step], await _bench.ReadKindsAsync());
        Assert.Equal(RunEventKind.Lost, _bench.Events[^1].Kind);
    }

    [Fact]
    public async Task Resume_RunnersThatFight_DoEachEffectOnce()
    {
        var effect = _world.Effect(EffectClass.Idempotent);
        string[] nodes = [.. Enumerable.Range(0, 30).Select(number => $"n{number}")];
        var graph = GraphBench.Chain(node => async (context, story, cancellationToken) =>
        {
            await Task.Yield();
            return story.Add(await context.EffectAsync(effect, node, cancellationToken));
        }, nodes);
        await _bench.Runner(graph).CreateAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation);

        var fights = Enumerable.Range(0, 4).Select(_ => Task.Run(FightAsync)).ToArray();
        var results = await Task.WhenAll(fights);

        Assert.All(results, result => Assert.Equal(nodes.Select(node => "did " + node), result.State.Lines));
        Assert.Equal(30, _world.Happened);
        Assert.Equal(30, (await _bench.ReadKindsAsync()).Count(kind => kind == JournalEntryKind.Receipt));

        async Task<RunResult<Story>> FightAsync()
        {
            var runner = _bench.Runner(graph);
            while (true)
            {
                try
                {
                    return await runner.ResumeAsync(_bench.RunId, GraphBench.Cancellation);
                }
                catch (RunLostException)
                {
                    await Task.Yield();
                }
            }
        }
    }

    [Fact]
    public async Task Answer_ToAHostThatHasLostTheRun_IsKept()
    {
        var asked = new TaskCompletionSource<string>();
        var gate = new TaskCompletionSource();
        var graph = GraphBench.Single(async (context, story, cancellationToken) =>
        {
            var answer = context.AskAsync("Which?", [], cancellationToken);
            await gate.Task;
            return story.Add(await answer);
        });
        var runner = new GraphRunner<Story>(graph.Compile(), _bench.Journal, new GraphRunnerOptions
        {
            OnEvent = happened =>
            {
                if (happened.Kind == RunEventKind.Asked)
                {
                    asked.SetResult(happened.Key!);
                }
            },
        });
        var former = runner.StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation);
        var key = await asked.Task;
        await _bench.Journal.AcquireAsync(_bench.RunId, "thief", GraphBench.Cancellation);

        await runner.AnswerAsync(_bench.RunId, key, "this", GraphBench.Cancellation);
        gate.SetResult();

        await Assert.ThrowsAsync<RunLostException>(() => former);
        Assert.Equal(["this"], (await _bench.ResumeAsync(graph)).State.Lines);
    }

    [Fact]
    public async Task Start_ByTwoRunners_LeavesTheSecondToLook()
    {
        var entered = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        var graph = GraphBench.Single(async (_, story, _) =>
        {
            entered.TrySetResult();
            await gate.Task;
            return story.Add("x");
        });
        var first = _bench.Runner(graph).StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation);
        await entered.Task;

        var second = await _bench.Runner(graph).StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation);
        gate.SetResult();

        Assert.Equal(RunStatus.Running, second.Status);
        Assert.Equal(RunStatus.Completed, (await first).Status);
    }
}
