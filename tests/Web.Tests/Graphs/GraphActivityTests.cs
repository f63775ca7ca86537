using Switchyard.Contracts.Agents;
using Switchyard.Web.Graphs;
using Switchyard.Web.Tests.Support;
using Xunit;

namespace Switchyard.Web.Tests.Graphs;

public sealed class GraphActivityTests
{
    [Fact]
    public void Apply_Steps_AreFollowed()
    {
        var activity = After(At(RunEventTypes.StepStarted, "think"), At(RunEventTypes.StepDone, "think"), At(RunEventTypes.StepStarted, "act"), At(RunEventTypes.StepDone, "act"), At(RunEventTypes.StepStarted, "think"));

        Assert.Equal(["think"], activity.Active);
        Assert.Equal((new NodeActivity(NodeStanding.Active, 2), new NodeActivity(NodeStanding.Done, 1), NodeActivity.None), (activity["think"], activity["act"], activity["answer"]));
    }

    [Theory]
    [InlineData(RunEventTypes.Question)]
    [InlineData(RunEventTypes.Approval)]
    [InlineData(RunEventTypes.Uncertain)]
    public void Apply_Waiting_EndsWithTheAnswer(string type)
    {
        var activity = After(At(RunEventTypes.StepStarted, "act"), At(type, "act"));
        Assert.Equal(["act"], activity.Waiting);
        Assert.Empty(activity.Active);

        activity.Apply(RunEvents.Of(9, RunEventTypes.Answered));

        Assert.Equal(new NodeActivity(NodeStanding.Active, 1), activity["act"]);
    }

    [Theory]
    [InlineData(RunEventTypes.Failed, NodeStanding.Failed)]
    [InlineData(RunEventTypes.Completed, NodeStanding.Done)]
    [InlineData(RunEventTypes.Cancelled, NodeStanding.Done)]
    public void Apply_End_LeavesNothingAtWork(string type, NodeStanding standing)
    {
        var activity = After(At(RunEventTypes.StepStarted, "act"), RunEvents.Of(3, type));

        Assert.Empty(activity.Active);
        Assert.Equal(standing, activity["act"].Standing);
    }

    private static RunEvent At(string type, string node) => RunEvents.Of(1, type) with { Node = node };

    private static GraphActivity After(params RunEvent[] events)
    {
        var activity = new GraphActivity();
        foreach (var item in events)
        {
            activity.Apply(item);
        }

        return activity;
    }
}
