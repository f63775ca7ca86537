using Switchyard.Agents.Graphs;

namespace Switchyard.Agents.Tests.Graphs;

public sealed class StateGraphTests
{
    private static readonly Reducer<Story> s_reducer = (before, _) => before;

    private static StateGraph<Story> Graph(params string[] nodes)
    {
        var graph = GraphBench.NewGraph();
        foreach (var node in nodes)
        {
            graph.AddNode(node, GraphBench.Adds(node));
        }

        return graph;
    }

    private static IReadOnlyList<string> Problems(StateGraph<Story> graph) => Assert.Throws<InvalidGraphException>(graph.Compile).Problems;

    [Fact]
    public void Compile_NothingWrong_GivesGraph()
    {
        var graph = GraphBench.Chain("a", "b").Compile();

        Assert.Equal("story", graph.Name);
        Assert.Equal("1", graph.Version);
        Assert.Equal(100, graph.StepLimit);
    }

    [Fact]
    public void Compile_SeveralProblems_NamesAllOfThem()
    {
        var graph = Graph("a", "a", "b").AddEdge("a", "nowhere").AddEdge("ghost", "a");
        graph.StepLimit = 0;

        var thrown = Assert.Throws<InvalidGraphException>(graph.Compile);

        Assert.Equal(
            [
                "StepLimit is 0: set it to at least 1.",
                "Node 'a' is added more than once: give each node a name of its own.",
                "The graph has no entry: name its first node with SetEntry.",
                "Node 'a' leads to 'nowhere', which is not a node: add it with AddNode or correct the name.",
                "An edge leaves 'ghost', which is not a node: add it with AddNode or correct the name.",
                "Node 'b' leads nowhere: add an edge to the next node or to StateGraph.End.",
            ],
            thrown.Problems);
        Assert.All(thrown.Problems, problem => Assert.Contains(problem, thrown.Message));
    }

    [Fact]
    public void Compile_EntryIsNoNode_IsRefused() =>
        Assert.Equal(["The entry 'b' is not a node: add it with AddNode or name another with SetEntry."], Problems(Graph("a").SetEntry("b").AddEdge("a", StateGraph.End)));

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a#1")]
    [InlineData("a>b")]
    [InlineData("END")]
    public void Compile_NameThatIsReserved_IsRefused(string name) =>
        Assert.Contains(Problems(Graph(name).SetEntry(name).AddEdge(name, StateGraph.End)), problem => problem.StartsWith($"Node '{name}': a name is not empty", StringComparison.Ordinal));

    [Fact]
    public void Compile_UnreachableNode_IsRefused() =>
        Assert.Equal(["Node 'b' is never reached: lead an edge to it or remove it."], Problems(Graph("a", "b").SetEntry("a").AddEdge("a", StateGraph.End).AddEdge("b", StateGraph.End)));

    [Fact]
    public void Compile_NoWayToEnd_IsRefused() =>
        Assert.Equal(
            ["Node 'a' has no way to the end: lead it, or a node after it, to StateGraph.End.", "Node 'b' has no way to the end: lead it, or a node after it, to StateGraph.End."],
            Problems(Graph("a", "b").SetEntry("a").AddEdge("a", "b").AddEdge("b", "a")));

    [Fact]
    public void Compile_TwoEdgesOfOneNode_IsRefused() =>
        Assert.Equal(
            ["Node 'a' has 2 edges: use one AddConditionalEdge to choose between targets, or one AddFanOut to follow all of them."],
            Problems(Graph("a", "b").SetEntry("a").AddEdge("a", "b").AddEdge("a", StateGraph.End).AddEdge("b", StateGraph.End)));

    [Fact]
    public void Compile_ConditionalEdgeWithoutTargets_IsRefused() =>
        Assert.Contains("The conditional edge of node 'a' has no targets: declare every node it may choose.", Problems(Graph("a").SetEntry("a").AddConditionalEdge("a", _ => "a")));

    [Fact]
    public void Compile_TargetNamedTwice_IsRefused() =>
        Assert.Equal(
            ["Node 'a' names the target 'END' more than once: name each once."],
            Problems(Graph("a").SetEntry("a").AddConditionalEdge("a", _ => StateGraph.End, StateGraph.End, StateGraph.End)));

    [Fact]
    public void Compile_FanOutWithoutReducer_IsRefused() =>
        Assert.Equal(
            ["The fan-out of node 'a' has no reducer: give one that makes one state of the branches' states, for example with StateReducer."],
            Problems(Graph("a", "b", "c", "d").SetEntry("a").AddFanOut("a", ["b", "c"], null).AddEdge("b", "d").AddEdge("c", "d").AddEdge("d", StateGraph.End)));

    [Fact]
    public void Compile_FanOutOfOneBranch_IsRefused() =>
        Assert.Equal(
            ["The fan-out of node 'a' has 1 target(s): name at least two, or use AddEdge."],
            Problems(Graph("a", "b").SetEntry("a").AddFanOut("a", ["b"], s_reducer).AddEdge("b", StateGraph.End)));

    [Fact]
    public void Compile_BranchThatIsTheEnd_IsRefused() =>
        Assert.Equal(
            ["A branch of node 'a' leads straight to the end: lead it to the node at which the branches meet."],
            Problems(Graph("a", "b").SetEntry("a").AddFanOut("a", ["b", StateGraph.End], s_reducer).AddEdge("b", StateGraph.End)));

    [Fact]
    public void Compile_BranchesThatDoNotMeet_IsRefused() =>
        Assert.Equal(
            ["The branches of node 'a' do not meet: add a node through which every way from b and c to the end leads."],
            Problems(Graph("a", "b", "c").SetEntry("a").AddFanOut("a", ["b", "c"], s_reducer).AddEdge("b", StateGraph.End).AddEdge("c", StateGraph.End)));

    [Fact]
    public void Compile_BranchThatMayPassTheMeetingPoint_IsRefused() =>
        Assert.Equal(
            ["The branches of node 'a' do not meet: add a node through which every way from b and c to the end leads."],
            Problems(Graph("a", "b", "c", "d").SetEntry("a").AddFanOut("a", ["b", "c"], s_reducer)
                .AddConditionalEdge("b", _ => "d", "d", StateGraph.End).AddEdge("c", "d").AddEdge("d", StateGraph.End)));

    [Fact]
    public void Compile_GraphsTooDeep_IsRefused()
    {
        var graph = GraphBench.NewGraph().AddSubgraph("inner", GraphBench.Chain("a").Compile(), story => story, (_, inner) => inner).SetEntry("inner").AddEdge("inner", StateGraph.End);
        graph.DepthLimit = 1;

        Assert.Equal(["Graphs lie 2 deep within one another and DepthLimit is 1: raise it or flatten the graph."], Problems(graph));
    }

    [Fact]
    public void Compile_MigrationsThatCompete_AreRefused() =>
        Assert.Equal(
            ["2 migrations start at version '1': keep one.", "The migration from version '1' leads to itself: name another version as its target."],
            Problems(GraphBench.Chain("a").AddMigration(new GraphMigration("1", "2", state => state)).AddMigration(new GraphMigration("1", "1", state => state))));

    [Fact]
    public void ToMermaid_AllKindsOfEdges_AreDrawn()
    {
        var inner = GraphBench.NewGraph("inner").AddNode("write \"it\"", GraphBench.Adds("w")).SetEntry("write \"it\"").AddEdge("write \"it\"", StateGraph.End).Compile();
        var graph = Graph("plan", "left", "right", "meet").AddSubgraph("detail", inner, story => story, (_, story) => story)
            .SetEntry("plan")
            .AddFanOut("plan", ["left", "right"], s_reducer)
            .AddEdge("left", "meet")
            .AddEdge("right", "meet")
            .AddConditionalEdge("meet", _ => "again", new Dictionary<string, string> { ["again"] = "plan", ["enough"] = "detail" })
            .AddEdge("detail", StateGraph.End)
            .Compile();

        Assert.Equal(
            """
            flowchart TD
                g0start([start]) --> g0n0
                g0n0["plan"]
                g0n1["left"]
                g0n2["right"]
                g0n3["meet"]
                subgraph g0n4["detail"]
                    g1start([start]) --> g1n0
                    g1n0["write &quot;it&quot;"]
                    g1end([end])
                    g1n0 --> g1end
                end
                g0end([end])
                g0n0 ==> g0n1
                g0n0 ==> g0n2
                g0n1 --> g0n3
                g0n2 --> g0n3
                g0n3 -. "again" .-> g0n0
                g0n3 -. "enough" .-> g0n4
                g0n4 --> g0end

            """,
            graph.ToMermaid());
    }
}
