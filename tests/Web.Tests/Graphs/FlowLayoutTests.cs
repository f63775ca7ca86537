using System.Globalization;
using System.Text;
using Switchyard.Web.Graphs;
using Xunit;

namespace Switchyard.Web.Tests.Graphs;

public sealed class FlowLayoutTests
{
    [Fact]
    public void Build_ReAct_GoesDownToTheEnd()
    {
        var picture = Build(GraphSamples.ReAct);

        Assert.True(Top(picture, "start") < Top(picture, "think"));
        Assert.True(Top(picture, "think") < Top(picture, "act"));
        Assert.Equal(Top(picture, "act"), Top(picture, "answer"));
        Assert.True(Top(picture, "answer") < Top(picture, "end"));
    }

    [Fact]
    public void Build_EdgeBack_PointsUpIntoItsNode()
    {
        var picture = Build(GraphSamples.ReAct);
        var think = picture.Nodes.Single(static node => node.Node.Text == "think");

        var back = Assert.Single(picture.Edges, static edge => edge is { Edge.From: "g0n1", Edge.To: "g0n0" });

        // The head's tip, its second point, touches the lower side.
        Assert.Equal((think.Y + think.Height).ToString("0.#", CultureInfo.InvariantCulture), back.Head.Split('L')[1].Split(' ')[1]);
    }

    [Fact]
    public void Build_Labels_RunIntoNothing()
    {
        var picture = Build(GraphSamples.ReAct);

        var labels = picture.Edges.Where(static edge => edge.Edge.Label is not null).OrderBy(static edge => edge.LabelX).ToList();
        Assert.Equal(2, labels.Count);
        Assert.True(labels[1].LabelX - labels[0].LabelX >= (FlowLayers.WidthOf(labels[0].Edge.Label) + FlowLayers.WidthOf(labels[1].Edge.Label)) / 2);
    }

    [Fact]
    public void Build_Group_HoldsItsGraph()
    {
        var picture = Build(GraphSamples.Nested);

        var group = picture.Nodes.Single(static node => node.Node.Kind == FlowNodeKind.Group);
        foreach (var inner in picture.Nodes.Where(static node => node.Node.Path.StartsWith("work/", StringComparison.Ordinal)))
        {
            Assert.True(inner.X >= group.X && inner.Y >= group.Y && inner.X + inner.Width <= group.X + group.Width && inner.Y + inner.Height <= group.Y + group.Height);
        }

        Assert.Single(picture.Edges, static edge => edge.Edge.From == edge.Edge.To);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Build_AnyGraph_NodesLieApartInThePicture(int seed)
    {
        var picture = Build(RandomGraph(new Random(seed)));

        Assert.All(picture.Nodes, node => Assert.True(node.X >= 0 && node.Y >= 0 && node.X + node.Width <= picture.Width && node.Y + node.Height <= picture.Height));
        for (var i = 0; i < picture.Nodes.Count; i++)
        {
            Assert.DoesNotContain(picture.Nodes.Skip(i + 1), other => Overlap(picture.Nodes[i], other));
        }

        Assert.Equal(picture.Edges, Build(RandomGraph(new Random(seed))).Edges);
    }

    [Fact]
    public void Build_NothingButTheEnds_IsDrawn() => Assert.Equal(2, Build("flowchart TD\ns([start]) --> e\ne([end])").Nodes.Count);

    private static FlowPicture Build(string mermaid) => FlowLayout.Build(MermaidReader.Read(mermaid)!);

    private static double Top(FlowPicture picture, string text) => picture.Nodes.First(node => node.Node.Text == text).Y;

    private static bool Overlap(PlacedNode one, PlacedNode other)
        => one.X < other.X + other.Width && other.X < one.X + one.Width && one.Y < other.Y + other.Height && other.Y < one.Y + one.Height;

    // Any edges between any nodes: back, across, and to itself.
    private static string RandomGraph(Random random)
    {
        var text = new StringBuilder("flowchart TD\ng0start([start]) --> n0\n");
        for (var node = 0; node < 9; node++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"n{node}[\"node {node}\"]");
        }

        text.AppendLine("g0end([end])");
        for (var edge = 0; edge < 16; edge++)
        {
            var target = random.Next(10);
            text.AppendLine(CultureInfo.InvariantCulture, $"n{random.Next(9)} -. \"case {edge}\" .-> {(target == 9 ? "g0end" : $"n{target}")}");
        }

        return text.ToString();
    }
}
