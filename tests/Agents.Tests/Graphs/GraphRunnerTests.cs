using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Graphs;

public sealed class GraphRunnerTests
{
    private readonly GraphBench _bench = new();

    [Fact]
    public async Task Start_Chain_RunsNodesInOrder()
    {
        var result = await _bench.StartAsync(GraphBench.Chain("a", "b", "c"));

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal(["a", "b", "c"], result.State.Lines);
        Assert.Null(result.Error);
        Assert.Equal(RunStatus.Completed, await _bench.ReadStatusAsync());
        Assert.Equal(
            [JournalEntryKind.Started, JournalEntryKind.Step, JournalEntryKind.Step, JournalEntryKind.Step, JournalEntryKind.Ended],
            await _bench.ReadKindsAsync());
        Assert.Equal([0, 1, 2, 3, 3], (await _bench.ReadAsync()).Select(entry => entry.Step));
    }

    [Fact]
    public async Task Start_StepWithoutEffects_CostsOneAppend()
    {
        var journal = new MortalJournal(_bench.Journal);

        await _bench.Runner(GraphBench.Chain("a", "b", "c"), journal).StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation);

        Assert.Equal(3, journal.Appends);
    }

    [Fact]
    public async Task Start_NodeThatIsAClass_IsRun()
    {
        var graph = GraphBench.NewGraph().AddNode("work", new LineNode("hello")).SetEntry("work").AddEdge("work", StateGraph.End);

        Assert.Equal(["hello"], (await _bench.StartAsync(graph)).State.Lines);
    }

    [Fact]
    public async Task Start_ConditionalEdge_FollowsTheChoice()
    {
        var graph = GraphBench.NewGraph().AddNode("a", GraphBench.Adds("a")).AddNode("b", GraphBench.Adds("b")).SetEntry("a")
            .AddConditionalEdge("a", story => story.Count < 3 ? "more" : "enough", new Dictionary<string, string> { ["more"] = "a", ["enough"] = "b" })
            .AddEdge("b", StateGraph.End);

        Assert.Equal(["a", "a", "a", "b"], (await _bench.StartAsync(graph)).State.Lines);
    }

    [Fact]
    public async Task Start_ChoiceThatIsNotDeclared_FailsTheRun()
    {
        var graph = GraphBench.NewGraph().AddNode("a", GraphBench.Adds("a")).SetEntry("a").AddConditionalEdge("a", _ => "moon", StateGraph.End, "a");

        var result = await _bench.StartAsync(graph);

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Equal("Node 'a' (step 1): The conditional edge of node 'a' chose 'moon', which is not among its declared targets (END, a).", result.Error);
    }

    [Fact]
    public async Task Start_EndlessLoop_FailsAtTheStepLimit()
    {
        var graph = GraphBench.NewGraph().AddNode("a", GraphBench.Adds("a")).SetEntry("a").AddConditionalEdge("a", _ => "a", "a", StateGraph.End);
        graph.StepLimit = 7;

        var result = await _bench.StartAsync(graph);

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Equal(7, result.State.Count);
        Assert.Equal("Node 'a' (step 8): The run has done 7 steps without reaching its end. Raise StepLimit, or look for a loop that does not end.", result.Error);
    }

    [Fact]
    public async Task Start_NodeThrows_FailsTheRunForGood()
    {
        var graph = GraphBench.Chain(node => node == "b" ? (_, _, _) => throw new InvalidOperationException("no ink") : GraphBench.Adds(node), "a", "b");

        var result = await _bench.StartAsync(graph);

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Equal("Node 'b' (step 2): no ink", result.Error);
        Assert.Equal(["a"], result.State.Lines);
        Assert.Equal(result.Error, (await _bench.ResumeAsync(GraphBench.Chain("a", "b"))).Error);
    }

    [Fact]
    public async Task Start_NodeGivesNoState_FailsTheRun()
    {
        var result = await _bench.StartAsync(GraphBench.Single((_, _, _) => ValueTask.FromResult<Story>(null!)));

        Assert.Equal("Node 'work' (step 1): It returned no state.", result.Error);
    }

    [Fact]
    public async Task Start_Twice_FindsTheFirst()
    {
        await _bench.StartAsync(GraphBench.Chain("a"));

        var second = await _bench.StartAsync(GraphBench.Chain("a"), Story.Empty.Add("other"));

        Assert.Equal(RunStatus.Completed, second.Status);
        Assert.Equal(["a"], second.State.Lines);
        Assert.Single(await _bench.Journal.ListAsync(new RunQuery(), GraphBench.Cancellation));
    }

    [Fact]
    public async Task Start_AtTheSameTimeByOneRunner_IsOneRun()
    {
        var gate = new TaskCompletionSource();
        var runs = 0;
        var runner = _bench.Runner(GraphBench.Single(async (_, story, _) =>
        {
            Interlocked.Increment(ref runs);
            await gate.Task;
            return story.Add("x");
        }));

        var first = runner.StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation);
        var second = runner.StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation);
        gate.SetResult();

        Assert.Same(await first, await second);
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Create_ThenResume_RunsIt()
    {
        var runner = _bench.Runner(GraphBench.Chain("a"));

        Assert.True(await runner.CreateAsync(_bench.RunId, Story.Empty, "ann", GraphBench.Cancellation));
        Assert.False(await runner.CreateAsync(_bench.RunId, Story.Empty, "bob", GraphBench.Cancellation));
        Assert.Equal(RunStatus.Running, (await runner.ReadAsync(_bench.RunId, GraphBench.Cancellation)).Status);
        Assert.Equal(["a"], (await runner.ResumeAsync(_bench.RunId, GraphBench.Cancellation)).State.Lines);
        Assert.Equal("ann", (await _bench.Journal.FindAsync(_bench.RunId, GraphBench.Cancellation))!.User);
    }

    [Fact]
    public async Task Resume_UnknownRun_IsRefused() =>
        await Assert.ThrowsAsync<RunNotFoundException>(() => _bench.ResumeAsync(GraphBench.Chain("a")));

    [Fact]
    public async Task Resume_RunOfAnotherGraph_IsRefused()
    {
        await _bench.StartAsync(GraphBench.Chain("a"));
        var other = GraphBench.NewGraph("other").AddNode("a", GraphBench.Adds("a")).SetEntry("a").AddEdge("a", StateGraph.End);

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => _bench.ResumeAsync(other));

        Assert.Equal($"The run {_bench.RunId} is of graph 'story', not of 'other'.", thrown.Message);
    }

    [Fact]
    public async Task Start_CallerCancels_PausesTheRun()
    {
        using var caller = new CancellationTokenSource();
        var graph = GraphBench.Chain(node => async (context, story, cancellationToken) =>
        {
            if (node == "b" && !caller.IsCancellationRequested)
            {
                await caller.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
            }

            return story.Add(node);
        }, "a", "b", "c");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.Runner(graph).StartAsync(_bench.RunId, Story.Empty, "", caller.Token));

        Assert.Equal(RunStatus.Running, await _bench.ReadStatusAsync());
        Assert.Equal(RunEventKind.Paused, _bench.Events[^1].Kind);
        Assert.Equal(["a", "b", "c"], (await _bench.ResumeAsync(graph)).State.Lines);
    }

    [Fact]
    public async Task Start_NodeFailsBecauseItIsStopped_PausesTheRun()
    {
        using var caller = new CancellationTokenSource();
        var graph = GraphBench.Single(async (_, story, _) =>
        {
            if (!caller.IsCancellationRequested)
            {
                await caller.CancelAsync();
                throw new IOException("The connection was closed.");
            }

            return story.Add("work");
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.Runner(graph).StartAsync(_bench.RunId, Story.Empty, "", caller.Token));

        Assert.Equal(RunStatus.Running, await _bench.ReadStatusAsync());
        Assert.Equal(["work"], (await _bench.ResumeAsync(graph)).State.Lines);
    }

    [Fact]
    public async Task Start_NodeCancelsByItself_FailsTheRun()
    {
        var result = await _bench.StartAsync(GraphBench.Single((_, _, _) => throw new OperationCanceledException("time is up")));

        Assert.Equal("Node 'work' (step 1): time is up", result.Error);
    }

    [Fact]
    public async Task Cancel_RunAtWork_EndsIt()
    {
        var entered = new TaskCompletionSource();
        var runner = _bench.Runner(GraphBench.Single(async (_, story, cancellationToken) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return story;
        }));
        var work = runner.StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation);
        await entered.Task;

        Assert.True(await runner.CancelAsync(_bench.RunId, "changed my mind", GraphBench.Cancellation));

        var result = await work;
        Assert.Equal(RunStatus.Cancelled, result.Status);
        Assert.Equal("changed my mind", result.Error);
        Assert.False(await runner.CancelAsync(_bench.RunId, "again", GraphBench.Cancellation));
    }

    [Fact]
    public async Task Start_Chain_TellsEverything()
    {
        await _bench.StartAsync(GraphBench.Chain("a", "b"));

        Assert.Equal(
            [
                "Started  ", "Resumed  ", "StepStarted a ", "StepDone a b", "StepStarted b ", "StepDone b END", "Completed  ",
            ],
            _bench.Events.Select(happened => $"{happened.Kind} {happened.Node} {happened.Text}"));
    }

    [Fact]
    public async Task Start_ObserverThrows_DoesNotMatter()
    {
        var options = new GraphRunnerOptions { OnEvent = _ => throw new InvalidOperationException("no") };
        var runner = new GraphRunner<Story>(GraphBench.Chain("a").Compile(), _bench.Journal, options);

        Assert.Equal(RunStatus.Completed, (await runner.StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation)).Status);
    }

    [Fact]
    public async Task Start_JournalFails_LeavesTheRunToGoOn()
    {
        await _bench.DieAsync(GraphBench.Chain("a", "b", "c"), 2);

        Assert.Equal(["a", "b", "c"], (await _bench.ResumeAsync(GraphBench.Chain("a", "b", "c"))).State.Lines);
    }

    private sealed class LineNode(string line) : INode<Story>
    {
        public ValueTask<Story> RunAsync(NodeContext context, Story state, CancellationToken cancellationToken) => ValueTask.FromResult(state.Add(line));
    }
}
