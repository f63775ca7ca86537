using System.Text.Json.Nodes;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Graphs;

public sealed class ChangedGraphTests
{
    private readonly GraphBench _bench = new();
    private readonly World _world = new();

    /// <summary>A run of the nodes a, b and c that has died after b.</summary>
    private Task DieBeforeCAsync() => _bench.DieAsync(GraphBench.Chain("a", "b", "c"), 2, afterWriting: true);

    private static StateGraph<Story> WithVersions(string a, string b, string c, string afterC = StateGraph.End)
    {
        var graph = GraphBench.NewGraph().AddNode("a", GraphBench.Adds("a"), a).AddNode("b", GraphBench.Adds("b"), b).AddNode("c", GraphBench.Adds("c2"), c)
            .SetEntry("a").AddEdge("a", "b").AddEdge("b", "c").AddEdge("c", afterC);
        return afterC == StateGraph.End ? graph : graph.AddNode(afterC, GraphBench.Adds(afterC)).AddEdge(afterC, StateGraph.End);
    }

    [Fact]
    public async Task Resume_DoneNodesHaveChanged_GoesOnAndSaysSo()
    {
        await DieBeforeCAsync();

        var result = await _bench.ResumeAsync(WithVersions("2", "3", "1"));

        Assert.Equal(["a", "b", "c2"], result.State.Lines);
        Assert.Equal(
            [JournalEntryKind.Started, JournalEntryKind.Step, JournalEntryKind.Step, JournalEntryKind.Migrated, JournalEntryKind.Step, JournalEntryKind.Ended],
            await _bench.ReadKindsAsync());
        var history = await _bench.Runner(WithVersions("2", "3", "1")).ReadHistoryAsync(_bench.RunId, 3, 1, GraphBench.Cancellation);
        Assert.Equal("Node 'a' was \"version 1, then b\" and is \"version 2, then b\". Node 'b' was \"version 1, then c\" and is \"version 3, then c\".", history[0].Text);
    }

    [Theory]
    [InlineData("2", StateGraph.End, "version 2, then END")]
    [InlineData("1", "d", "version 1, then d")]
    public async Task Resume_NextNodeHasChanged_IsRefused(string version, string afterC, string now)
    {
        await DieBeforeCAsync();

        var thrown = await Assert.ThrowsAsync<GraphChangedException>(() => _bench.ResumeAsync(WithVersions("1", "1", version, afterC)));

        Assert.Equal(
            [$"Node 'c' was \"version 1, then END\" and is \"{now}\". The run stands there: run it with the code it began with, or give the graph another Version and a GraphMigration."],
            thrown.Changes);
        Assert.Equal(["a", "b", "c"], (await _bench.ResumeAsync(GraphBench.Chain("a", "b", "c"))).State.Lines);
    }

    [Fact]
    public async Task Resume_NextNodeIsGone_IsRefused()
    {
        await DieBeforeCAsync();

        var thrown = await Assert.ThrowsAsync<GraphChangedException>(() => _bench.ResumeAsync(GraphBench.Chain("a", "b", "d")));

        Assert.StartsWith("Node 'c' is gone (it was version 1, then END).", Assert.Single(thrown.Changes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_AnotherVersionWithoutMigration_IsRefused()
    {
        await DieBeforeCAsync();
        var graph = GraphBench.Chain("a", "b", "c").AddMigration(new GraphMigration("1", "2", state => state));
        graph.Version = "3";

        var thrown = await Assert.ThrowsAsync<GraphChangedException>(() => _bench.ResumeAsync(graph));

        Assert.Equal(["Graph 'story' is of version '3', the run is of version '1', and no migration leads from '2' on: add a GraphMigration."], thrown.Changes);
    }

    [Fact]
    public async Task Resume_AnotherStateType_IsMigrated()
    {
        await DieBeforeCAsync();
        var graph = new StateGraph<Saga>("story", StoryJson.Default.Saga) { Version = "3" }
            .AddNode("a", (_, saga, _) => ValueTask.FromResult(saga.Add("A")))
            .AddNode("sea", (_, saga, _) => ValueTask.FromResult(saga.Add("C")), "7")
            .SetEntry("a").AddEdge("a", "sea").AddEdge("sea", StateGraph.End)
            .AddMigration(new GraphMigration("1", "2", state => new JsonObject { ["Verses"] = state["Lines"]!.DeepClone() }) { RenamedNodes = new Dictionary<string, string> { ["c"] = "sea" } })
            .AddMigration(new GraphMigration("2", "3", state =>
            {
                state["Verses"]!.AsArray().Insert(0, "of old");
                return state;
            }));
        var runner = _bench.Runner(graph);

        Assert.Equal(["of old", "a", "b"], (await runner.ReadAsync(_bench.RunId, GraphBench.Cancellation)).State.Verses);
        var result = await runner.ResumeAsync(_bench.RunId, GraphBench.Cancellation);

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal(["of old", "a", "b", "C"], result.State.Verses);
        Assert.Equal(["of old", "a", "b", "C"], (await runner.ReadAsync(_bench.RunId, GraphBench.Cancellation)).State.Verses);
        Assert.Contains(JournalEntryKind.Migrated, await _bench.ReadKindsAsync());
    }

    [Fact]
    public async Task Resume_StateCannotBeRead_IsRefused()
    {
        await DieBeforeCAsync();
        var graph = new StateGraph<Saga>("story", StoryJson.Default.Saga);
        foreach (var (node, next) in new[] { ("a", "b"), ("b", "c"), ("c", StateGraph.End) })
        {
            graph.AddNode(node, (_, saga, _) => ValueTask.FromResult(saga)).AddEdge(node, next);
        }

        var thrown = await Assert.ThrowsAsync<GraphChangedException>(() => _bench.Runner(graph.SetEntry("a")).ResumeAsync(_bench.RunId, GraphBench.Cancellation));

        Assert.Contains("The state of graph 'story' cannot be read as Saga", thrown.Message);
        Assert.Equal(RunStatus.Running, await _bench.ReadStatusAsync());
    }

    [Fact]
    public async Task Resume_MigratedInTheMiddleOfANode_KeepsItsReceipts()
    {
        var effect = _world.Effect(EffectClass.Unsafe);
        NodeFunction<Story> work = async (context, story, cancellationToken) => story.Add(await context.EffectAsync(effect, "x", cancellationToken));
        await _bench.DieAsync(GraphBench.Single(work), 2, afterWriting: true);
        var graph = GraphBench.NewGraph().AddNode("job", work, "2").SetEntry("job").AddEdge("job", StateGraph.End)
            .AddMigration(new GraphMigration("1", "2", state => state) { RenamedNodes = new Dictionary<string, string> { ["work"] = "job" } });
        graph.Version = "2";

        Assert.Equal(["did x"], (await _bench.ResumeAsync(graph)).State.Lines);
        Assert.Single(_world.Keys);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(4, true)]
    public async Task Resume_AnotherVersionOfASubgraph_MattersOnlyInsideIt(int append, bool goesOn)
    {
        StateGraph<Story> Around(string version)
        {
            var inner = GraphBench.Chain("a", "b");
            inner.Version = version;
            return GraphBench.NewGraph().AddNode("first", GraphBench.Adds("first")).AddSubgraph("outer", inner.Compile(), story => story, (_, story) => story).AddNode("last", GraphBench.Adds("last"))
                .SetEntry("first").AddEdge("first", "outer").AddEdge("outer", "last").AddEdge("last", StateGraph.End);
        }

        await _bench.DieAsync(Around("1"), append, afterWriting: true);

        if (goesOn)
        {
            Assert.Equal(["first", "a", "b", "last"], (await _bench.ResumeAsync(Around("2"))).State.Lines);
            return;
        }

        var thrown = await Assert.ThrowsAsync<GraphChangedException>(() => _bench.ResumeAsync(Around("2")));
        Assert.Equal(["Graph 'story' is of version '2', the run is of version '1', and no migration leads from '1' on: add a GraphMigration."], thrown.Changes);
    }

    [Fact]
    public async Task Resume_BranchesMeetElsewhere_IsRefused()
    {
        var reducer = new StateReducer<Story>().Append(story => story.Lines, (story, lines) => story with { Lines = lines }).ToReducer();
        StateGraph<Story> Branching(string afterRight)
        {
            var graph = GraphBench.NewGraph().SetEntry("start");
            foreach (var node in new[] { "start", "left", "right", "middle", "last" })
            {
                graph.AddNode(node, GraphBench.Adds(node));
            }

            return graph.AddFanOut("start", ["left", "right"], reducer).AddEdge("left", "middle").AddEdge("right", afterRight).AddEdge("middle", "last").AddEdge("last", StateGraph.End);
        }

        // With the branches' last steps; that they have met is written with the next step.
        await _bench.DieAsync(Branching("middle"), 3, afterWriting: true);

        var thrown = await Assert.ThrowsAsync<GraphChangedException>(() => _bench.ResumeAsync(Branching("last")));

        Assert.StartsWith("Node 'start' was \"version 1, then left and right, meeting at middle\" and is \"version 1, then left and right, meeting at last\".", Assert.Single(thrown.Changes), StringComparison.Ordinal);
        Assert.Equal(["start", "left", "right", "middle", "last"], (await _bench.ResumeAsync(Branching("middle"))).State.Lines);
    }

    [Fact]
    public async Task Resume_NodeInsideASubgraphHasChanged_IsNamedWithItsPath()
    {
        StateGraph<Story> Nested(string version) => GraphBench.NewGraph()
            .AddSubgraph("outer", GraphBench.NewGraph("inner").AddNode("a", GraphBench.Adds("a")).AddNode("b", GraphBench.Adds("b"), version).SetEntry("a").AddEdge("a", "b").AddEdge("b", StateGraph.End).Compile(), story => story, (_, inner) => inner)
            .SetEntry("outer").AddEdge("outer", StateGraph.End);
        await _bench.DieAsync(Nested("1"), 1, afterWriting: true);

        var thrown = await Assert.ThrowsAsync<GraphChangedException>(() => _bench.ResumeAsync(Nested("2")));

        Assert.StartsWith("Node 'outer/b' was \"version 1, then END\" and is \"version 2, then END\".", Assert.Single(thrown.Changes), StringComparison.Ordinal);
    }
}
