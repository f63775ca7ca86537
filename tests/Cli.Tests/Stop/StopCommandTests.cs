namespace Switchyard.Cli.Tests.Stop;

public sealed class StopCommandTests : CliTest
{
    [Fact]
    public async Task Stop_NothingRuns_SaysSo() => Assert.Equal(3, (await Cli.RunAsync("stop")).ExitCode);

    [Fact]
    public async Task Stop_Running_WaitsForTheEnd()
    {
        var appHost = StartSleeper();
        WriteState(Record(appHost.Id));

        var result = await Cli.RunAsync("stop");

        Assert.Equal(0, result.ExitCode);
        Assert.True(appHost.HasExited);
        Assert.Equal($"Stopping Switchyard (process {appHost.Id}).", result.Lines[0]);
        Assert.Matches(@"^Switchyard stopped after \d+\.\d s\.$", result.Lines[1]);
    }

    [Fact]
    public async Task Stop_DoesNotEnd_GivesUpAfterTheTimeout()
    {
        var appHost = StartSleeper("trap '' TERM; echo ready; while :; do sleep 1; done");
        await appHost.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        WriteState(Record(appHost.Id));

        var result = await Cli.RunAsync("stop", "--timeout", "1");

        Assert.Equal((1, "Switchyard still runs after 1 s. ./switchyard logs says what it waits for.\n"), (result.ExitCode, result.Error));
        Assert.False(appHost.HasExited);
    }

    [Fact]
    public async Task Stop_AppHostDied_StopsWhatItLeft()
    {
        var left = StartSleeper();
        var gone = RecordThisTest();
        WriteState(gone with { StartTicks = gone.StartTicks - 1 }, Resource("cache", "redis", process: Record(left.Id)), Resource("web", process: gone with { Pid = int.MaxValue }));

        var result = await Cli.RunAsync("stop");

        Assert.Equal((0, true), (result.ExitCode, left.HasExited));
        Assert.Equal($"AppHost (process {gone.Pid}) is gone; cache did not stop with it.", result.Lines[0]);
    }
}
