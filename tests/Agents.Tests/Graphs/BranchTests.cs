using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Graphs;

public sealed class BranchTests
{
    private readonly GraphBench _bench = new();
    private readonly World _world = new();

    private static Reducer<Story> Reducer => new StateReducer<Story>()
        .Append(story => story.Lines, (story, lines) => story with { Lines = lines })
        .Sum(story => story.Count, (story, count) => story with { Count = count })
        .Last(story => story.Text, (story, text) => story with { Text = text })
        .ToReducer();

    /// <summary>start -> (left -> left2, right) -> meet.</summary>
    private static StateGraph<Story> Diamond(Func<string, NodeFunction<Story>>? work = null)
    {
        var graph = GraphBench.NewGraph().SetEntry("start");
        foreach (var node in new[] { "start", "left", "left2", "right", "meet" })
        {
            graph.AddNode(node, work?.Invoke(node) ?? GraphBench.Adds(node));
        }

        return graph.AddFanOut("start", ["left", "right"], Reducer).AddEdge("left", "left2").AddEdge("left2", "meet").AddEdge("right", "meet").AddEdge("meet", StateGraph.End);
    }

    [Fact]
    public async Task FanOut_Branches_MeetWithReducedState()
    {
        var result = await _bench.StartAsync(Diamond());

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal(["start", "left", "left2", "right", "meet"], result.State.Lines);
        Assert.Equal(5, result.State.Count);
    }

    [Fact]
    public async Task FanOut_Branches_RunAtTheSameTime()
    {
        var left = new TaskCompletionSource();
        var right = new TaskCompletionSource();

        var result = await _bench.StartAsync(Diamond(node => async (_, story, _) =>
        {
            if (node is "left" or "right")
            {
                (node == "left" ? left : right).SetResult();
                await Task.WhenAll(left.Task, right.Task);
            }

            return story.Add(node);
        }));

        Assert.Equal(["start", "left", "left2", "right", "meet"], result.State.Lines);
    }

    [Fact]
    public async Task FanOut_BranchesSideBySide_ShareAppends()
    {
        var gate = new TaskCompletionSource();
        var journal = new MortalJournal(_bench.Journal) { OnAppend = append => append == 2 ? gate.Task : Task.CompletedTask };
        string[] branches = ["a", "b", "c", "d", "e", "f", "g", "h"];
        var graph = GraphBench.NewGraph().SetEntry("start").AddNode("start", GraphBench.Adds("start")).AddFanOut("start", branches, Reducer).AddNode("meet", GraphBench.Adds("meet")).AddEdge("meet", StateGraph.End);
        foreach (var branch in branches)
        {
            graph.AddNode(branch, GraphBench.Adds(branch)).AddEdge(branch, "meet");
        }

        var work = _bench.Runner(graph, journal).StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation);
        gate.SetResult();

        Assert.Equal(["start", .. branches, "meet"], (await work).State.Lines);
        Assert.Equal(4, journal.Appends);
    }

    [Fact]
    public async Task FanOut_BranchFails_KeepsTheOthersWork()
    {
        var effect = _world.Effect(EffectClass.Unsafe);
        var broken = true;
        var graph = Diamond(node => async (context, story, cancellationToken) =>
        {
            if (node == "right" && broken)
            {
                throw new InvalidOperationException("right is broken");
            }

            return story.Add(node.StartsWith("left", StringComparison.Ordinal) ? await context.EffectAsync(effect, node, cancellationToken) : node);
        });

        var failed = await _bench.StartAsync(graph);
        broken = false;
        var fork = Guid.NewGuid();
        Assert.True(await _bench.Runner(graph).ForkAsync(_bench.RunId, null, fork, GraphBench.Cancellation));
        var repaired = await _bench.Runner(graph).ResumeAsync(fork, GraphBench.Cancellation);

        Assert.Equal(RunStatus.Failed, failed.Status);
        Assert.StartsWith("Node 'right'", failed.Error, StringComparison.Ordinal);
        Assert.Equal(["start", "did left", "did left2", "right", "meet"], repaired.State.Lines);
        Assert.Equal(["left", "left2"], _world.Arguments);
    }

    [Fact]
    public async Task FanOut_BranchWaits_OthersGoOnFirst()
    {
        var graph = Diamond(node => async (context, story, cancellationToken) =>
            story.Add(node == "left" ? await context.AskAsync("Which way?", ["up", "down"], cancellationToken) : node));

        var waiting = await _bench.StartAsync(graph);
        Assert.Equal(RunStatus.Waiting, waiting.Status);
        Assert.Equal(RunStatus.Waiting, await _bench.ReadStatusAsync());
        Assert.Equal(["start", "right"], (await _bench.ReadAsync()).Where(entry => entry.Kind == JournalEntryKind.Step).Select(entry => entry.Node));

        await _bench.Runner(graph).AnswerAsync(_bench.RunId, Assert.Single(waiting.Waiting).Key, "up", GraphBench.Cancellation);

        Assert.Equal(["start", "up", "left2", "right", "meet"], (await _bench.ResumeAsync(graph)).State.Lines);
    }

    [Fact]
    public async Task FanOut_BranchFailsWhileAnotherWaits_FailsTheRun()
    {
        var graph = Diamond(node => async (context, story, cancellationToken) => node switch
        {
            "left" => story.Add(await context.AskAsync("Which way?", [], cancellationToken)),
            "right" => throw new InvalidOperationException("right is broken"),
            _ => story.Add(node),
        });

        Assert.Equal(RunStatus.Failed, (await _bench.StartAsync(graph)).Status);
        Assert.Equal(RunStatus.Failed, await _bench.ReadStatusAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FanOut_DeathAtAnyAppend_RepeatsNothing(bool afterWriting)
    {
        for (var append = 1; append < 40; append++)
        {
            var bench = new GraphBench();
            var world = new World();
            var effect = world.Effect(EffectClass.Idempotent);
            var graph = Diamond(node => async (context, story, cancellationToken) => story.Add(await context.EffectAsync(effect, node, cancellationToken)));
            var journal = new MortalJournal(bench.Journal) { DiesAt = append, DiesAfterWriting = afterWriting };
            try
            {
                await bench.Runner(graph, journal).StartAsync(bench.RunId, Story.Empty, "", GraphBench.Cancellation);
                Assert.True(append > 10);
                return;
            }
            catch (IOException)
            {
                var result = await bench.Runner(graph).ResumeAsync(bench.RunId, GraphBench.Cancellation);
                Assert.Equal(["did start", "did left", "did left2", "did right", "did meet"], result.State.Lines);
                Assert.Equal(5, world.Happened);
            }
        }
    }

    [Fact]
    public async Task FanOut_WithinABranch_MeetsInside()
    {
        var graph = GraphBench.NewGraph().SetEntry("start");
        foreach (var node in new[] { "start", "left", "l1", "l2", "leftMeet", "right", "meet" })
        {
            graph.AddNode(node, GraphBench.Adds(node));
        }

        graph.AddFanOut("start", ["left", "right"], Reducer).AddFanOut("left", ["l1", "l2"], Reducer).AddEdge("l1", "leftMeet").AddEdge("l2", "leftMeet")
            .AddEdge("leftMeet", "meet").AddEdge("right", "meet").AddEdge("meet", StateGraph.End);

        Assert.Equal(["start", "left", "l1", "l2", "leftMeet", "right", "meet"], (await _bench.StartAsync(graph)).State.Lines);
    }

    [Fact]
    public async Task FanOut_BranchIsTheMeetingPoint_BringsTheStateBefore()
    {
        var graph = GraphBench.NewGraph().SetEntry("start").AddNode("start", GraphBench.Adds("start")).AddNode("side", GraphBench.Adds("side")).AddNode("meet", GraphBench.Adds("meet"))
            .AddFanOut("start", ["side", "meet"], Reducer).AddEdge("side", "meet").AddEdge("meet", StateGraph.End);

        Assert.Equal(["start", "side", "meet"], (await _bench.StartAsync(graph)).State.Lines);
    }

    [Fact]
    public async Task FanOut_InALoop_HasKeysOfItsOwnEachTime()
    {
        var effect = _world.Effect(EffectClass.Idempotent);
        var graph = GraphBench.NewGraph().SetEntry("start");
        foreach (var node in new[] { "start", "left", "right", "meet" })
        {
            graph.AddNode(node, async (context, story, cancellationToken) => story.Add(await context.EffectAsync(effect, node, cancellationToken)));
        }

        graph.AddFanOut("start", ["left", "right"], Reducer).AddEdge("left", "meet").AddEdge("right", "meet").AddConditionalEdge("meet", story => story.Count < 8 ? "start" : StateGraph.End, "start", StateGraph.End);

        Assert.Equal(8, (await _bench.StartAsync(graph)).State.Count);
        Assert.Equal(8, _world.Happened);
    }

    [Fact]
    public async Task FanOut_BranchLeadsBackToItsBeginning_FailsAtTheDepthLimit()
    {
        var graph = GraphBench.NewGraph().SetEntry("start");
        foreach (var node in new[] { "start", "left", "right", "meet" })
        {
            graph.AddNode(node, GraphBench.Adds(node));
        }

        graph.AddFanOut("start", ["left", "right"], Reducer).AddConditionalEdge("left", _ => "start", "start", "meet").AddEdge("right", "meet").AddEdge("meet", StateGraph.End);
        graph.DepthLimit = 3;

        Assert.Contains("Graphs and branches lie 4 deep within one another.", (await _bench.StartAsync(graph)).Error);
    }

    [Fact]
    public async Task FanOut_ReducerThrows_FailsTheRun()
    {
        var graph = GraphBench.NewGraph().SetEntry("start").AddNode("start", GraphBench.Adds("start")).AddNode("side", GraphBench.Adds("side")).AddNode("meet", GraphBench.Adds("meet"))
            .AddFanOut("start", ["side", "meet"], (_, _) => throw new InvalidOperationException("cannot reduce")).AddEdge("side", "meet").AddEdge("meet", StateGraph.End);

        var result = await _bench.StartAsync(graph);

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.EndsWith("cannot reduce", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Reducer_LastValue_IsThatOfTheLastBranchThatChangedIt()
    {
        var before = Story.Empty with { Text = "old" };

        Assert.Equal("two", Reducer(before, [before with { Text = "one" }, before with { Text = "two" }, before]).Text);
        Assert.Equal("old", Reducer(before, [before, before]).Text);
    }

    [Fact]
    public void Reducer_OwnRule_GetsAllValues()
    {
        var reducer = new StateReducer<Story>().Combine(story => story.Count, (story, count) => story with { Count = count }, (before, counts) => Math.Max(before, counts.Max())).ToReducer();

        Assert.Equal(9, reducer(Story.Empty, [Story.Empty with { Count = 9 }, Story.Empty with { Count = 4 }]).Count);
    }
}
