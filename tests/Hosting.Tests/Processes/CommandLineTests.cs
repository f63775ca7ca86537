using Switchyard.Hosting.Processes;

namespace Switchyard.Hosting.Tests.Processes;

public sealed class CommandLineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Command_TellsCodeAndOutput()
    {
        var result = await CommandLine.RunAsync(["/bin/sh", "-c", "echo out; echo err >&2; exit 3"], Token);

        Assert.Equal(new CommandResult(3, "out\nerr"), result);
    }

    [Fact]
    public async Task Command_Cancelled_IsKilled()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CommandLine.RunAsync(["sleep", "300"], cancellation.Token));
    }

    [Fact]
    public void Program_InThePath_IsFound()
    {
        Assert.True(File.Exists(Executables.Find("sh")));
        Assert.Null(Executables.Find("there-is-no-such-program"));
    }
}
