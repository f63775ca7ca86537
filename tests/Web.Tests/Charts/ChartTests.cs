using Switchyard.Web.Charts;
using Switchyard.Web.Monitoring;
using Xunit;

namespace Switchyard.Web.Tests.Charts;

public sealed class ChartTests
{
    [Fact]
    public void Points_Values_EndAtTheRightEdge() => Assert.Equal("80,10 90,5 100,0", Sparkline.Points([0, 1, 2], 11, 100, 10));

    [Fact]
    public void Points_None_IsEmpty() => Assert.Equal(string.Empty, Sparkline.Points([], 11, 100, 10));

    [Fact]
    public void Points_SmallValues_StayLow() => Assert.Equal("100,9", Sparkline.Points([0.1], 11, 100, 10));

    [Fact]
    public void Build_System_ConnectsWhoCallsWhom()
    {
        var layout = TopologyLayout.Build([.. Resources(), Resource("inference-1", ResourceKind.Node)]);

        Assert.Equal(
            [
                "agenthost>cache", "agenthost>postgres", "agenthost>router",
                "router>inference-0", "router>inference-1",
                "web>agenthost", "web>router",
            ],
            layout.Edges.Select(static edge => $"{edge.From.Resource.Name}>{edge.To.Resource.Name}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Build_AnyNumberOfNodes_NothingOverlaps(int nodes)
    {
        var layout = TopologyLayout.Build([.. Resources().Where(static r => r.Kind != ResourceKind.Node), .. Enumerable.Range(0, nodes).Select(static i => Resource($"inference-{i}", ResourceKind.Node))]);

        foreach (var a in layout.Nodes)
        {
            Assert.InRange(a.Y, 0, layout.Height - TopologyNode.Height);
            Assert.InRange(a.Right, 0, layout.Width);
            Assert.DoesNotContain(layout.Nodes, b => a != b && a.X < b.Right && b.X < a.Right && a.Y < b.Y + TopologyNode.Height && b.Y < a.Y + TopologyNode.Height);
        }
    }

    [Fact]
    public void Build_Nothing_IsEmpty() => Assert.Empty(TopologyLayout.Build([]).Edges);

    [Fact]
    public void Path_SameLevel_IsStraight()
    {
        var edge = new TopologyEdge(new TopologyNode(Resource("a", ResourceKind.Router), 0, 0), new TopologyNode(Resource("b", ResourceKind.Node), 200, 0));

        Assert.Equal("M132 20H200", edge.Path);
    }

    [Fact]
    public void Path_OtherLevel_SwitchesAtFortyFiveDegrees()
    {
        var edge = new TopologyEdge(new TopologyNode(Resource("a", ResourceKind.Router), 0, 0), new TopologyNode(Resource("b", ResourceKind.Node), 216, 40));

        Assert.Equal("M132 20H140L180 60H216", edge.Path);
    }

    [Theory]
    [InlineData(ResourceHealth.Healthy, true)]
    [InlineData(ResourceHealth.Degraded, true)]
    [InlineData(ResourceHealth.Unreachable, false)]
    [InlineData(ResourceHealth.Unhealthy, false)]
    public void IsOpen_FarEnd_Decides(ResourceHealth health, bool open)
        => Assert.Equal(open, new TopologyEdge(new TopologyNode(Resource("a", ResourceKind.Router), 0, 0), new TopologyNode(new ResourceState("b", ResourceKind.Node, health), 0, 0)).IsOpen);

    [Theory]
    [InlineData(null, "–")]
    [InlineData(0.00002, "< 0.1 ms")]
    [InlineData(0.0042, "4.2 ms")]
    [InlineData(0.25, "250 ms")]
    [InlineData(12.34, "12.3 s")]
    [InlineData(93.0, "1 min 33 s")]
    [InlineData(7320.0, "2 h 2 min")]
    [InlineData(266400.0, "3 d 2 h")]
    public void Duration_Span_IsShort(double? seconds, string expected)
        => Assert.Equal(expected, DisplayText.Duration(seconds is { } value ? TimeSpan.FromSeconds(value) : null));

    [Theory]
    [InlineData(-3, "just now")]
    [InlineData(2, "just now")]
    [InlineData(30, "30 s ago")]
    [InlineData(150, "2 min ago")]
    [InlineData(7300, "2 h ago")]
    [InlineData(200000, "2 d ago")]
    [InlineData(2000000, "2025-12-09")]
    public void Ago_Time_IsRelative(int seconds, string expected)
    {
        var now = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(expected, DisplayText.Ago(now.AddSeconds(-seconds), now));
    }

    [Theory]
    [InlineData(null, "–")]
    [InlineData(0.25, "0.3 /s")]
    [InlineData(9.04, "9.0 /s")]
    [InlineData(123.4, "123 /s")]
    public void Rate_Number_HasItsUnit(double? rate, string expected) => Assert.Equal(expected, DisplayText.Rate(rate));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1_500, "1.5 kB")]
    [InlineData(50_000_000, "50 MB")]
    [InlineData(2_340_000_000, "2.3 GB")]
    public void Bytes_Number_HasItsUnit(long bytes, string expected) => Assert.Equal(expected, DisplayText.Bytes(bytes));

    [Theory]
    [InlineData(null, "–")]
    [InlineData(0.0, "$0")]
    [InlineData(0.000123, "$0.000123")]
    [InlineData(0.5, "$0.50")]
    [InlineData(1234.5678, "$1,234.5678")]
    public void Cost_Dollars_KeepWhatSaysSomething(double? dollars, string expected) => Assert.Equal(expected, DisplayText.Cost((decimal?)dollars));

    [Fact]
    public void Count_Number_HasSeparators() => Assert.Equal(("1,234,567", "–"), (DisplayText.Count(1_234_567), DisplayText.Count(null)));

    private static ResourceState[] Resources() =>
    [
        Resource("web", ResourceKind.Web),
        Resource("router", ResourceKind.Router),
        Resource("agenthost", ResourceKind.Agents),
        Resource("inference-0", ResourceKind.Node),
        Resource("cache", ResourceKind.Store),
        Resource("postgres", ResourceKind.Store),
    ];

    private static ResourceState Resource(string name, ResourceKind kind) => new(name, kind, ResourceHealth.Healthy);
}
