using System.Text.Json;
using Switchyard.Contracts.Queue;
using Switchyard.Web.Charts;
using Switchyard.Web.Tests.Support;
using Xunit;

namespace Switchyard.Web.Tests.Charts;

public sealed class DepthChartTests
{
    [Fact]
    public void Build_Depths_HaveOneScaleAndAllPriorities()
    {
        var queues = DepthChart.Build(JsonSerializer.Deserialize(JobSamples.Depths, QueueJsonContext.Default.QueueDepthList)!.Data);

        Assert.Equal(["default", "nightly"], queues.Select(static queue => queue.Key));
        Assert.Equal(
            [("urgent", 0, 0, 0, 0), ("high", 250, 750, 0, 1000), ("normal", 250, 0, 250, 0), ("low", 0, 0, 0, 0)],
            queues[0].Select(static row => (row.Depth.Priority, row.Running, row.Ready, row.Delayed, row.Age)));
        Assert.Equal([true, false, false, true], queues[0].Select(static row => row.IsEmpty));
        Assert.Equal(("low", 125), queues[1].Select(static row => (row.Depth.Priority, row.Delayed)).Last());
    }

    [Fact]
    public void Build_SmallPart_CanStillBeSeen()
    {
        var rows = DepthChart.Build([new QueueDepth { Queue = "q", Priority = "low", Ready = 100_000, Running = 1 }]);

        Assert.Equal(8, rows[0].Last().Running);
    }

    [Fact]
    public void Build_Nothing_IsEmpty() => Assert.Empty(DepthChart.Build([]));
}
