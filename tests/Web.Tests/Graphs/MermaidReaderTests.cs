using Switchyard.Web.Graphs;
using Xunit;

namespace Switchyard.Web.Tests.Graphs;

public sealed class MermaidReaderTests
{
    [Fact]
    public void Read_NodesAndEdges_KeepTheirWords()
    {
        var graph = MermaidReader.Read("""
            flowchart TD
                g0start([start]) --> g0n0
                g0n0["think &amp; &quot;plan&quot; &lt;1>"]
                g0n1["act"]
                g0end([end])
                g0n0 -. "calls a tool" .-> g0n1
                g0n0 -. "end" .-> g0end
                g0n1 ==> g0n0
            """);

        Assert.NotNull(graph);
        Assert.Equal([("g0start", FlowNodeKind.Start, "start"), ("g0n0", FlowNodeKind.Step, "think & \"plan\" <1>"), ("g0n1", FlowNodeKind.Step, "act"), ("g0end", FlowNodeKind.End, "end")], graph.Nodes.Select(static node => (node.Id, node.Kind, node.Text)));
        Assert.Equal(
            [
                new FlowEdge("g0start", "g0n0", FlowEdgeKind.Single, null),
                new FlowEdge("g0n0", "g0n1", FlowEdgeKind.Conditional, "calls a tool"),
                new FlowEdge("g0n0", "g0end", FlowEdgeKind.Conditional, "end"),
                new FlowEdge("g0n1", "g0n0", FlowEdgeKind.FanOut, null),
            ],
            graph.Edges);
    }

    [Fact]
    public void Read_Subgraph_IsAGraphInItsNode()
    {
        var graph = MermaidReader.Read(GraphSamples.Nested);

        var group = Assert.Single(graph!.Nodes, static node => node.Kind == FlowNodeKind.Group);
        Assert.Equal(("work", "work"), (group.Text, group.Path));
        Assert.Equal(["", "work/left", "work/right", ""], group.Inner!.Nodes.Select(static node => node.Path));
        Assert.Equal(4, group.Inner.Edges.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sequenceDiagram\n a->>b: Hello")]
    [InlineData("flowchart TD\n a{\"a rhombus\"}")]
    [InlineData("flowchart TD\n a[\"a\"]\n a --> b")]
    [InlineData("flowchart TD\n subgraph a[\"a\"]\n b[\"b\"]")]
    public void Read_AnotherText_IsRefusedWhole(string text) => Assert.Null(MermaidReader.Read(text));
}
