using Switchyard.Faults.Faults;
using Switchyard.Faults.Runs;

namespace Switchyard.Faults.Tests.Runs;

/// <summary>A seed is all it takes to have a run again.</summary>
public sealed class FaultScheduleTests
{
    private static readonly IReadOnlyList<Fault> s_faults = AllFaults.Create();

    [Fact]
    public void SameSeed_DrawsTheSameFaults()
    {
        Assert.Equal(Draw(7), Draw(7));
        Assert.NotEqual(Draw(7), Draw(8));
    }

    [Fact]
    public void EveryFault_IsDrawnBeforeAnyIsAgain()
    {
        Assert.Equal(s_faults.Select(fault => fault.Name).Order(), Draw(7).Select(drawn => drawn.Name).Take(s_faults.Count).Order());
    }

    [Fact]
    public void Names_AreDistinct() => Assert.Equal(s_faults.Count, s_faults.DistinctBy(fault => fault.Name).Count());

    private static IEnumerable<(string Name, int Seed)> Draw(int seed) => FaultSchedule.Draw(s_faults, seed).Take(2 * s_faults.Count).Select(drawn => (drawn.Fault.Name, drawn.Seed));
}
