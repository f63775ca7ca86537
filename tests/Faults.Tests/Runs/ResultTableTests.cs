using Switchyard.Faults.Checking;
using Switchyard.Faults.Histories;
using Switchyard.Faults.Runs;
using Switchyard.Faults.Tests.Checking;
using Switchyard.Queue;

namespace Switchyard.Faults.Tests.Runs;

/// <summary>The table says of each fault what it led to.</summary>
public sealed class ResultTableTests
{
    [Fact]
    public void Row_CountsWhatItsFaultLedTo()
    {
        var script = new RunScript();
        script.Done(0, "before");
        var twice = script.Submit(9, "twice");
        script.Start(twice, 10, 1).Say(Happening.Effect, 11, twice, 1, "w1", "twice").Say(Happening.Injected, 12, key: "i", detail: "F1 test").Say(Happening.Healed, 13, key: "i", detail: "F1 test")
            .Say(Happening.Recovered, 15, key: "i", detail: "F1 test").Start(twice, 21, 2, "w2").Complete(twice, 22, 2, "twice", "w2").Row(twice, JobStatus.Completed, charge: new Charge("twice", 2));
        script.Submit(11.5, "lost");
        var evidence = script.Evidence();

        var row = Assert.Single(FaultRow.Make(new RunResult(new RunOptions(), evidence, HistoryChecker.Check(evidence), [])));

        Assert.Equal(("F1 test", 1, 2, 1, 1), (row.Fault, row.Injections, row.InFlight, row.Count(Breach.Lost), row.RunTwice));
        Assert.Equal(("9.0 / 9.0 / 9.0", "2.0 / 2.0 / 2.0"), ($"{row.Restarts}", $"{row.Recoveries}"));
    }

    [Fact]
    public void Page_NamesSeedSumsAndWhatWasNotInjected()
    {
        var script = new RunScript();
        script.Submit(0);
        var evidence = script.Evidence();

        var page = ResultTable.Write(new RunResult(new RunOptions { Seed = 42 }, evidence, HistoryChecker.Check(evidence), [("F5 slow", "strace is not installed")]));

        Assert.Contains("--seed 42", page, StringComparison.Ordinal);
        Assert.Contains("| lost | **1** |", page, StringComparison.Ordinal);
        Assert.Contains("| F5 slow | not injected: strace is not installed |", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Spread_OfNothing_IsADash()
    {
        Assert.Equal("–", $"{new Spread([])}");
        Assert.Equal("2.0 / 3.0 / 3.0", $"{new Spread([3, 1, 2])}");
    }
}
