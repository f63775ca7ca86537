using Switchyard.AgentHost.Runs;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Tests.Runs;

public sealed class LiveRunTests : IDisposable
{
    private readonly LiveRun _run = new(new RunClaim { Id = "run_1" });

    [Fact]
    public void ReadAfter_PendingTokens_JoinsThemUnderTheLastNumber()
    {
        Publish(RunEventTypes.Started);
        Publish(RunEventTypes.Token, "a");
        Publish(RunEventTypes.Token, "b");

        var (events, ended) = _run.ReadAfter(0);

        Assert.Equal([(1L, null), (3L, "ab")], events.Select(runEvent => (runEvent.Sequence, runEvent.Text)));
        Assert.False(ended);
    }

    [Fact]
    public void ReadAfter_InsideTheTokens_GivesTheRest()
    {
        Publish(RunEventTypes.Token, "a");
        Publish(RunEventTypes.Token, "b");
        Publish(RunEventTypes.Token, "c");

        Assert.Equal([(3L, "bc")], _run.ReadAfter(1).Events.Select(runEvent => (runEvent.Sequence, runEvent.Text)));
    }

    [Fact]
    public void ReadAfter_MessageAfterTokens_TakesTheirPlace()
    {
        Publish(RunEventTypes.Token, "a");
        Publish(RunEventTypes.Message, "ab");

        Assert.Equal([(2L, "ab")], _run.ReadAfter(0).Events.Select(runEvent => (runEvent.Sequence, runEvent.Text)));
    }

    [Fact]
    public void ReadAfter_AnswerBetweenTokens_KeepsThemInOrder()
    {
        Publish(RunEventTypes.Token, "a");
        Publish(RunEventTypes.Answered, "yes");
        var behind = _run.ReadAfter(0).Events;
        Publish(RunEventTypes.Token, "b");

        Assert.Equal([(1L, "a"), (2L, "yes")], behind.Select(runEvent => (runEvent.Sequence, runEvent.Text)));
        Assert.Equal([(2L, "yes"), (3L, "ab")], _run.ReadAfter(0).Events.Select(runEvent => (runEvent.Sequence, runEvent.Text)));
        Assert.Equal([(3L, "b")], _run.ReadAfter(2).Events.Select(runEvent => (runEvent.Sequence, runEvent.Text)));
    }

    [Fact]
    public void ReadAfter_ProgressOfCalls_GivesTheLastOfEachInOrder()
    {
        PublishCall(RunEventTypes.ToolCall, "a");
        PublishCall(RunEventTypes.ToolProgress, "a", "1");
        PublishCall(RunEventTypes.ToolProgress, "b", "2");
        PublishCall(RunEventTypes.ToolProgress, "a", "3");
        PublishCall(RunEventTypes.ToolCall, "c");

        Assert.Equal([1L, 3L, 4L, 5L], _run.ReadAfter(0).Events.Select(runEvent => runEvent.Sequence));
        Assert.Equal(["3", null], _run.ReadAfter(3).Events.Select(runEvent => runEvent.Text));
    }

    [Fact]
    public void ReadAfter_ResultOfACall_EndsItsProgress()
    {
        PublishCall(RunEventTypes.ToolProgress, "a", "1");
        PublishCall(RunEventTypes.ToolResult, "a");

        Assert.Equal([RunEventTypes.ToolResult], _run.ReadAfter(0).Events.Select(runEvent => runEvent.Type));
    }

    [Fact]
    public void ReadAfter_TheEnd_IsEmptyAndEnded()
    {
        Publish(RunEventTypes.Completed);
        _run.End();

        var (events, ended) = _run.ReadAfter(1);

        Assert.Empty(events);
        Assert.True(ended);
    }

    [Fact]
    public void Publish_Often_WakesAReaderOnce()
    {
        var waker = _run.Subscribe();

        Publish(RunEventTypes.Token, "a");
        Publish(RunEventTypes.Token, "b");

        Assert.True(waker.TryTake());
        Assert.False(waker.TryTake());
    }

    [Fact]
    public void Publish_AfterUnsubscribe_WakesNobody()
    {
        var waker = _run.Subscribe();
        _run.Unsubscribe(waker);

        Publish(RunEventTypes.Token, "a");

        Assert.False(waker.TryTake());
    }

    [Fact]
    public void Cancel_Twice_KeepsTheFirstReason()
    {
        _run.Cancel(CancelReason.TimedOut);
        _run.Cancel(CancelReason.Requested);

        Assert.Equal(CancelReason.TimedOut, _run.Reason);
        Assert.True(_run.Cancelled.IsCancellationRequested);
    }

    [Fact]
    public void Cancel_AfterTheEnd_ChangesNothing()
    {
        _run.End();

        _run.Cancel(CancelReason.Requested);

        Assert.Equal(CancelReason.None, _run.Reason);
    }

    public void Dispose() => _run.Dispose();

    private void PublishCall(string type, string callId, string? text = null) =>
        _run.Publish(new RunEvent { RunId = "run_1", Sequence = _run.LastSequence + 1, Type = type, Timestamp = DateTimeOffset.UnixEpoch, CallId = callId, Text = text });

    private void Publish(string type, string? text = null) =>
        _run.Publish(new RunEvent { RunId = "run_1", Sequence = _run.LastSequence + 1, Type = type, Timestamp = DateTimeOffset.UnixEpoch, Text = text });
}
