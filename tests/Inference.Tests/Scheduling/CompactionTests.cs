using Switchyard.Inference.Scheduling;

namespace Switchyard.Inference.Tests.Scheduling;

public sealed class CompactionTests
{
    [Fact]
    public void ShouldMove_WithoutIdleRows_IsNever()
    {
        var compaction = new Compaction();

        Assert.All(Enumerable.Range(0, 100), _ => Assert.False(compaction.ShouldMove(0, 0)));
    }

    [Theory]
    [InlineData(1, 500, 1)]
    [InlineData(1, 1024, 1)]
    [InlineData(1, 1025, 2)]
    [InlineData(1, 8000, 8)]
    [InlineData(4, 8000, 2)]
    public void ShouldMove_OnceTheRowsHaveCostAsMuchAsTheCopy_IsTrue(int idleRows, int position, int expectedSteps)
    {
        var compaction = new Compaction();

        var steps = 1;
        while (!compaction.ShouldMove(idleRows, position))
        {
            steps++;
        }

        Assert.Equal(expectedSteps, steps);
    }

    [Fact]
    public void ShouldMove_AfterAHoleWasFilled_CountsFromTheStart()
    {
        var compaction = new Compaction();
        Assert.False(compaction.ShouldMove(1, 2048));

        Assert.False(compaction.ShouldMove(0, 2048));

        Assert.False(compaction.ShouldMove(1, 2048));
        Assert.True(compaction.ShouldMove(1, 2048));
    }
}
