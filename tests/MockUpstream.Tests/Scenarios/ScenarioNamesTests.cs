using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Tests.Scenarios;

public sealed class ScenarioNamesTests
{
    public static TheoryData<string, Fault> Faults => new()
    {
        { "refuse", new Fault(FaultKind.Refuse) },
        { "reset", new Fault(FaultKind.Reset) },
        { "reset-100b", new Fault(FaultKind.Reset) { Bytes = 100 } },
        { "reset-after-5", new Fault(FaultKind.Reset) { After = 5 } },
        { "cut-after-40", new Fault(FaultKind.Cut) { After = 40 } },
        { "cut-64k", new Fault(FaultKind.Cut) { Bytes = 65_536 } },
        { "end-after-3", new Fault(FaultKind.End) { After = 3 } },
        { "error", new Fault(FaultKind.Error) },
        { "error-after-10", new Fault(FaultKind.Error) { After = 10 } },
        { "stall-headers-30s", new Fault(FaultKind.StallHeaders) { Time = TimeSpan.FromSeconds(30) } },
        { "stall", new Fault(FaultKind.Stall) },
        { "stall-after-10-1.5s", new Fault(FaultKind.Stall) { After = 10, Time = TimeSpan.FromSeconds(1.5) } },
        { "drip-5s", new Fault(FaultKind.Drip) { Time = TimeSpan.FromSeconds(5) } },
        { "malformed-after-2", new Fault(FaultKind.Malformed) { After = 2 } },
        { "mixed-lines", new Fault(FaultKind.MixedLines) },
        { "status-503", new Fault(FaultKind.Status) { Status = 503 } },
        { "status-429-2s", new Fault(FaultKind.Status) { Status = 429, Time = TimeSpan.FromSeconds(2) } },
        { "status-429-20ms", new Fault(FaultKind.Status) { Status = 429, Time = TimeSpan.FromMilliseconds(20), RetryAfter = RetryAfterForm.Milliseconds } },
        { "status-429-date-1min", new Fault(FaultKind.Status) { Status = 429, Time = TimeSpan.FromMinutes(1), RetryAfter = RetryAfterForm.Date } },
        { "huge-8m", new Fault(FaultKind.Huge) { Bytes = 8 * 1024 * 1024 } },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Parse_Fault_ReadsItsNumbers(string name, Fault expected) => Assert.Equal([expected], Scenario.Parse(name).Faults!);

    [Fact]
    public void Parse_SeveralNames_AreOneScenario()
    {
        var scenario = Scenario.Parse("gzip+latency-20ms+first-token-1s+rate-100+tokens-7+burst-3+tools-2+cut-after-4");

        Assert.Equal([new Fault(FaultKind.Gzip), new Fault(FaultKind.Cut) { After = 4 }], scenario.Faults!);
        Assert.Equal((TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(1), 100.0, 7, 3, 2), (scenario.Latency, scenario.FirstToken, scenario.Rate, scenario.Tokens, scenario.Burst, scenario.CallTools));
    }

    [Theory]
    [InlineData("foo", "There is no scenario 'foo'. There are the settings tokens-N")]
    [InlineData("cut-after-x", "'x' in the scenario 'cut-after-x' is neither a number nor a time (5s, 20ms) nor a size (100b, 64k, 8m).")]
    [InlineData("status", "The fault 'status' needs Status.")]
    [InlineData("status-200", "The fault 'status' needs a status from 400 to 599, not 200.")]
    [InlineData("gzip-3", "The fault 'gzip' takes no After.")]
    [InlineData("cut-3-10b", "The fault 'cut' takes a number of tokens or of bytes, not both.")]
    [InlineData("drip", "The fault 'drip' needs Time.")]
    [InlineData("drip-0s", "The fault 'drip' needs a time above zero.")]
    [InlineData("tokens-9999999", "There is no scenario 'tokens-9999999'.")]
    [InlineData("huge-2000m", "'2000m' in the scenario 'huge-2000m' is neither")]
    public void Parse_Wrong_SaysWhat(string name, string message) =>
        Assert.StartsWith(message, Assert.Throws<ScenarioException>(() => Scenario.Parse(name)).Message, StringComparison.Ordinal);
}
