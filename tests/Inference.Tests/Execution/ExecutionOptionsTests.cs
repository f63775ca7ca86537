using Switchyard.Inference.Execution;

namespace Switchyard.Inference.Tests.Execution;

public sealed class ExecutionOptionsTests
{
    [Theory]
    [InlineData(3, 5, 3)]
    [InlineData(0, 5, 5)]
    public void ResolveThreads_Asked_GoesBeforeTheFolders(int asked, int configured, int expected) =>
        Assert.Equal(expected, new ExecutionOptions { Threads = asked }.ResolveThreads(configured));

    [Fact]
    public void ResolveThreads_NothingSaid_IsHalfTheCores() =>
        Assert.Equal(Math.Clamp(Environment.ProcessorCount / 2, 1, 8), new ExecutionOptions().ResolveThreads(null));
}
