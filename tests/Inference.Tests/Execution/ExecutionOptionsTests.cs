using Switchyard.Inference.Execution;

namespace Switchyard.Inference.Tests.Execution;

public sealed class ExecutionOptionsTests
{
    [Theory]
    [InlineData(3, 5, 3)]
    [InlineData(0, 5, 5)]
    public void ResolveThreads_Asked_GoesBeforeTheFolders(int asked, int configured, int expected) =>
        Assert.Equal(expected, new ExecutionOptions { Threads = asked }.ResolveThreads(configured, 0));

    [Fact]
    public void ResolveThreads_SmallModel_IsHalfTheCores() =>
        Assert.Equal(Math.Clamp(Environment.ProcessorCount / 2, 1, 8), new ExecutionOptions().ResolveThreads(null, 32 * 1024 * 1024));

    [Fact]
    public void ResolveThreads_LargeModel_IsEveryPhysicalCore() =>
        Assert.Equal(CpuTopology.PhysicalCores, new ExecutionOptions().ResolveThreads(null, 32 * 1024 * 1024 + 1));
}
