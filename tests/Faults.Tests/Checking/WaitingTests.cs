using Switchyard.Faults.Checking;
using Switchyard.Faults.Histories;
using Switchyard.Queue;

namespace Switchyard.Faults.Tests.Checking;

/// <summary>Who waits, and for what reason.</summary>
public sealed class WaitingTests
{
    private readonly RunScript _run = new();

    [Fact]
    public void Restart_LongAfterTheLeaseLapsed_IsLate()
    {
        Restart(at: 30);

        Assert.Equal([("I5", Breach.Late)], _run.Check());
    }

    [Fact]
    public void Restart_SoonAfterAnotherFaultWasOver_IsNotLate()
    {
        Fault(20, recovered: 28);

        Restart(at: 30);

        Assert.Empty(_run.Check());
    }

    [Fact]
    public void Job_ForgottenWhileLaterOnesAreBegun_IsLate()
    {
        var forgotten = _run.Submit(0, "forgotten");
        _run.Done(5, "later");
        _run.Start(forgotten, 20, 1).Complete(forgotten, 21, 1, "forgotten").Row(forgotten, JobStatus.Completed, charge: new Charge("forgotten", 1));

        Assert.Equal([("I5", Breach.Late)], _run.Check());
    }

    [Fact]
    public void HigherJob_BegunAfterALaterLowerOne_IsOutOfOrder()
    {
        Overtaken();

        Assert.Equal([("I8", Breach.OutOfOrder)], _run.Check());
    }

    [Fact]
    public void HigherJob_OvertakenWhileSomethingWasBroken_IsNotJudged()
    {
        Fault(1, recovered: 3);

        Overtaken();

        Assert.Empty(_run.Check());
    }

    [Fact]
    public void Cause_OfWhatHappened_IsTheFaultWithinItOrTheLastBefore()
    {
        Fault(10, recovered: 12);
        Fault(20, recovered: 22);
        var evidence = _run.Evidence();

        Assert.Equal(20, evidence.FindCause(15, 25)!.At);
        Assert.Equal(10, evidence.FindCause(15, 18)!.At);
        Assert.Null(evidence.FindCause(1, 5));
    }

    private void Restart(double at)
    {
        var id = _run.Submit(0);
        _run.Start(id, 1, 1).Start(id, at, 2, "w2").Complete(id, at + 1, 2, who: "w2").Row(id, JobStatus.Completed, charge: new Charge("k", 2));
    }

    private void Overtaken()
    {
        var high = _run.Submit(0, "high", priority: 3);
        _run.Done(2, "low", priority: 0);
        _run.Start(high, 5, 1).Complete(high, 6, 1, "high").Row(high, JobStatus.Completed, charge: new Charge("high", 1));
    }

    private void Fault(double at, double recovered) =>
        _run.Say(Happening.Injected, at, key: $"{at}", detail: "F1").Say(Happening.Healed, at + 1, key: $"{at}").Say(Happening.Recovered, recovered, key: $"{at}");
}
