using Switchyard.Contracts.Agents;
using Switchyard.Web.Runs;
using Switchyard.Web.Tests.Support;
using Xunit;

namespace Switchyard.Web.Tests.Runs;

public sealed class TimelineTests
{
    private static readonly DateTimeOffset s_start = RunEvents.At;

    [Fact]
    public void Build_Calls_LieWhereTheyHappened()
    {
        var timeline = Timeline.Build(
            [
                At(0, RunHistoryKinds.Started),
                At(0, RunHistoryKinds.Intent, "m") with { Name = "local/pocket" },
                At(400, RunHistoryKinds.Receipt, "m") with { Name = "local/pocket", DurationMs = 400, InputTokens = 300, OutputTokens = 20, Cost = 0.01m },
                At(400, RunHistoryKinds.Step) with { Node = "think" },
                At(500, RunHistoryKinds.Intent, "t") with { Name = "calculator" },
                At(1000, RunHistoryKinds.Receipt, "t"),
            ],
            null);

        Assert.Equal(TimeSpan.FromSeconds(1), timeline.Length);
        Assert.Equal(
            [(TimelineKind.Model, "local/pocket", 0, 400), (TimelineKind.Step, null, 400, 4), (TimelineKind.Tool, "calculator", 500, 500)],
            timeline.Rows.Select(static row => (row.Kind, row.Item.Name, row.Start, row.Width)));
        Assert.All(timeline.Rows, static row => Assert.False(row.IsOpen || row.IsBad));
    }

    [Fact]
    public void Build_WaitForAPerson_TakesNoPlaceOnTheAxis()
    {
        var timeline = Timeline.Build(
            [
                At(0, RunHistoryKinds.Started),
                At(500, RunHistoryKinds.Receipt, "m") with { DurationMs = 500, InputTokens = 1, OutputTokens = 1 },
                At(500, RunHistoryKinds.Question, "q") with { Text = "Go on?" },
                At(3_600_500, RunHistoryKinds.Answer, "q") with { Text = "yes" },
                At(3_601_000, RunHistoryKinds.Receipt, "n") with { DurationMs = 500, InputTokens = 1, OutputTokens = 1 },
            ],
            null);

        Assert.Equal(TimeSpan.FromSeconds(1), timeline.Length);
        var wait = timeline.Rows[1];
        Assert.Equal((TimelineKind.Person, "Go on? → yes", TimeSpan.FromHours(1), 500, 4), (wait.Kind, wait.Item.Text, wait.Took, wait.Start, wait.Width));
        Assert.Equal((500, 500), (timeline.Rows[2].Start, timeline.Rows[2].Width));
    }

    [Fact]
    public void Build_OpenCalls_ReachToNow()
    {
        var timeline = Timeline.Build([At(0, RunHistoryKinds.Started), At(1000, RunHistoryKinds.Intent, "t") with { Name = "http_get" }], s_start.AddSeconds(4));

        var row = Assert.Single(timeline.Rows);
        Assert.Equal((true, TimeSpan.FromSeconds(3), 250, 750), (row.IsOpen, row.Took, row.Start, row.Width));
    }

    [Fact]
    public void Build_UncertainAndFailedCalls_AreBad()
    {
        var timeline = Timeline.Build(
            [
                At(0, RunHistoryKinds.Started),
                At(100, RunHistoryKinds.Receipt, "t") with { Name = "http_get", Text = "No such host." },
                At(200, RunHistoryKinds.Intent, "u") with { Name = "send_mail" },
                At(300, RunHistoryKinds.Uncertain, "u") with { Name = "send_mail" },
            ],
            s_start.AddSeconds(1));

        Assert.Equal([("http_get", TimelineKind.Tool, false), ("send_mail", TimelineKind.Person, true)], timeline.Rows.Select(static row => (row.Item.Name!, row.Kind, row.IsOpen)));
        Assert.All(timeline.Rows, static row => Assert.True(row.IsBad));
    }

    [Fact]
    public void Build_Nothing_IsEmpty() => Assert.Empty(Timeline.Build([], s_start).Rows);

    private static RunHistoryItem At(double milliseconds, string kind, string? key = null)
        => new() { Sequence = (long)milliseconds + 1, Kind = kind, Step = 1, Key = key, At = s_start.AddMilliseconds(milliseconds) };
}
