using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Tests.Scenarios;

public sealed class ActiveScenarioTests
{
    private const ulong Seed = 7;

    [Fact]
    public void Draw_First_IsOverAfterThatMany()
    {
        var scenario = Of(new Fault(FaultKind.Gzip) { First = 2 });

        Assert.Equal([1UL, 1UL, 0UL, 0UL], Draws(scenario, 4));
    }

    [Fact]
    public void Draw_Share_IsNearAndTheSameForTheSameSeed()
    {
        var fault = new Fault(FaultKind.Gzip) { Share = 0.2 };

        var draws = Draws(Of(fault), 1000);

        Assert.Equal(draws, Draws(Of(fault), 1000));
        Assert.InRange(draws.Count(static drawn => drawn == 1), 170, 230);
    }

    [Fact]
    public void Draw_Model_CountsItsOwnRequestsOnly()
    {
        var scenario = Of(new Fault(FaultKind.Gzip) { Model = "a*", First = 1 });

        Assert.Equal([0UL, 1UL, 0UL], [scenario.Draw("b"), scenario.Draw("a1"), scenario.Draw("a2")]);
    }

    [Fact]
    public void Draw_SeveralFaults_AreIndependent()
    {
        var scenario = Of(new Fault(FaultKind.Gzip), new Fault(FaultKind.Bom) { First = 1 });

        Assert.Equal([3UL, 1UL], Draws(scenario, 2));
        Assert.Equal([FaultKind.Bom], scenario.Faults(2).All.Select(static fault => fault.Kind));
    }

    [Fact]
    public void Faults_TooMany_AreRefused() =>
        Assert.Throws<ScenarioException>(() => Of([.. Enumerable.Repeat(new Fault(FaultKind.Gzip), 65)]));

    private static ulong[] Draws(ActiveScenario scenario, int count) => [.. Enumerable.Range(0, count).Select(_ => scenario.Draw("m"))];

    private static ActiveScenario Of(params Fault[] faults) => new("test", Scenario.Of(faults), Seed);
}
