using Switchyard.Faults.Checking;
using Switchyard.Faults.Histories;
using Switchyard.Queue;

namespace Switchyard.Faults.Tests.Checking;

/// <summary>A checker that finds nothing proves something only if it finds what is there.</summary>
public sealed class HistoryCheckerTests
{
    private readonly RunScript _run = new();

    [Fact]
    public void Run_InWhichAllWentWell_HasNoViolations()
    {
        _run.Done(0, "a");
        _run.Done(5, "b");

        Assert.Empty(_run.Check());
    }

    [Fact]
    public void Job_ThatIsGone_IsLost()
    {
        _run.Submit(0);

        Assert.Equal([("I7", Breach.Lost)], _run.Check());
    }

    [Theory]
    [InlineData(JobStatus.Pending)]
    [InlineData(JobStatus.Running)]
    public void Job_ThatHasNotEnded_IsLost(JobStatus status)
    {
        _run.Row(_run.Submit(0), status, ends: 0);

        Assert.Equal([("I1", Breach.Lost)], _run.Check());
    }

    [Fact]
    public void Job_ThatEndedTwice_IsFound()
    {
        _run.Row(_run.Submit(0), JobStatus.Failed, ends: 2);

        Assert.Equal([("I1", Breach.CommittedTwice)], _run.Check());
    }

    [Fact]
    public void Job_WithTwoRows_IsFound()
    {
        var id = _run.Submit(0);
        _run.Row(id, JobStatus.Failed).Row(id, JobStatus.Failed);

        Assert.Equal([("I2", Breach.CommittedTwice)], _run.Check());
    }

    [Fact]
    public void CompletedJob_WithoutAResult_IsFound()
    {
        _run.Row(_run.Submit(0), JobStatus.Completed);

        Assert.Equal([("I2", Breach.CommittedTwice)], _run.Check());
    }

    [Fact]
    public void CancelledJob_WithAResult_IsFound()
    {
        var id = _run.Submit(0);
        _run.Start(id, 1, 1).Complete(id, 2, 1).Row(id, JobStatus.Cancelled, charge: new Charge("k", 1));

        Assert.Equal([("I2", Breach.CommittedTwice)], _run.Check());
    }

    [Fact]
    public void Effects_OfTwoAttemptsThatBothCommitted_AreFound()
    {
        var id = _run.Submit(0);
        _run.Start(id, 1, 1).Start(id, 12, 2, "w2").Complete(id, 13, 2, who: "w2").Complete(id, 14, 1).Row(id, JobStatus.Completed, charge: new Charge("k", 2));

        Assert.Contains(("I3", Breach.CommittedTwice), _run.Check());
    }

    [Fact]
    public void Effects_OfAnAttemptThatWasLostAndOfItsSuccessor_AreAllowed()
    {
        var id = _run.Submit(0);
        _run.Start(id, 1, 1).Say(Happening.Effect, 2, id, 1, "w1", "k").Start(id, 12, 2, "w2").Complete(id, 13, 2, who: "w2").Row(id, JobStatus.Completed, charge: new Charge("k", 2));

        Assert.Empty(_run.Check());
    }

    [Fact]
    public void Job_BegunAgainAfterItsEnd_IsFound()
    {
        var id = _run.Done(0);
        _run.Start(id, 20, 2);

        Assert.Equal([("I3", Breach.CommittedTwice)], _run.Check());
    }

    [Fact]
    public void Effect_UnderAnotherKey_IsFound()
    {
        var id = _run.Submit(0);
        _run.Start(id, 1, 1).Say(Happening.Effect, 2, id, 1, "w1", "other").Start(id, 12, 2, "w2").Complete(id, 13, 2, who: "w2").Row(id, JobStatus.Completed, charge: new Charge("k", 2));

        Assert.Equal([("I3", Breach.CommittedTwice)], _run.Check());
    }

    [Fact]
    public void SecondStart_BeforeTheLeaseLapsed_IsFound()
    {
        var id = _run.Submit(0);
        _run.Start(id, 1, 1).Say(Happening.Renewed, 5, id, 1, "w1").Start(id, 14, 2, "w2").Complete(id, 15, 2, who: "w2").Row(id, JobStatus.Completed, charge: new Charge("k", 2));

        Assert.Equal([("I4", Breach.EarlyStart)], _run.Check());
    }

    [Fact]
    public void SecondStart_OnceTheProcessIsDead_IsAllowed()
    {
        var id = _run.Submit(0);
        _run.Start(id, 1, 1).Say(Happening.Killed, 2, who: "w1").Start(id, 3, 2, "w2").Complete(id, 4, 2, who: "w2").Row(id, JobStatus.Completed, charge: new Charge("k", 2));

        Assert.Empty(_run.Check());
    }

    [Fact]
    public void SecondStart_AfterTheFirstWasHandedBack_IsAllowed()
    {
        var id = _run.Submit(0);
        _run.Start(id, 1, 1).Say(Happening.Ending, 2, id, 1, "w1", detail: EndNames.Returned).Start(id, 3, 2, "w2").Complete(id, 4, 2, who: "w2").Row(id, JobStatus.Completed, charge: new Charge("k", 2));

        Assert.Empty(_run.Check());
    }

    [Fact]
    public void Charge_ForAnAttemptThatDidNotCommit_IsFound()
    {
        var id = _run.Submit(0);
        _run.Start(id, 1, 1).Say(Happening.Effect, 2, id, 1, "w1", "k").Say(Happening.Ending, 2, id, 1, "w1", detail: EndNames.Completed)
            .Start(id, 12, 2, "w2").Complete(id, 13, 2, who: "w2").Row(id, JobStatus.Completed, charge: new Charge("k", 1));

        Assert.Equal([("I6", Breach.ChargedTwice)], _run.Check());
    }

    [Fact]
    public void Charge_WithoutAnEffect_IsFound()
    {
        var id = _run.Submit(0);
        _run.Start(id, 1, 1).Say(Happening.Ending, 2, id, 1, "w1", detail: EndNames.Completed).Row(id, JobStatus.Completed, charge: new Charge("k", 1));

        Assert.Equal([("I6", Breach.ChargedTwice)], _run.Check());
    }

    [Fact]
    public void OneEffect_ChargedToTwoJobs_IsFound()
    {
        _run.Done(0);
        _run.Done(5);

        Assert.Equal([("I6", Breach.ChargedTwice), ("I7", Breach.DoubledKey)], _run.Check());
    }
}
