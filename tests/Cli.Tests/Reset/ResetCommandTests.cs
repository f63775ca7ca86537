using Switchyard.Hosting.Engine;
using Switchyard.Hosting.Stores;

namespace Switchyard.Cli.Tests.Reset;

public sealed class ResetCommandTests : CliTest
{
    [Fact]
    public async Task Reset_NothingThere_IsFine()
    {
        var result = await Cli.RunAsync("reset", "--yes");

        Assert.Equal((0, $"There is nothing to remove in {Home.Path}.\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task Reset_Running_IsRefused()
    {
        WriteState(RecordThisTest());

        var result = await Cli.RunAsync("reset", "--yes");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Stop it first: ./switchyard stop.", result.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Home.StateFile));
    }

    [Fact]
    public async Task Reset_WhileAnAppHostStarts_RemovesNothing()
    {
        Home.Create();
        using var starting = AppHostLock.Take(Home);

        var result = await Cli.RunAsync("reset", "--yes");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"Switchyard runs already on {Home.Path}, as process ", result.Error, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Home.Data));
    }

    [Fact]
    public async Task Reset_LeftoverRuns_IsRefused()
    {
        var gone = RecordThisTest();
        WriteState(gone with { StartTicks = gone.StartTicks - 1 }, Resource("cache", process: gone));

        var result = await Cli.RunAsync("reset", "--yes");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"(cache, process {gone.Pid})", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reset_Yes_RemovesWhatTheEngineMade()
    {
        Home.Create();
        await File.WriteAllTextAsync(Path.Combine(Home.Data, "file"), "x", TestContext.Current.CancellationToken);

        var result = await Cli.RunAsync("reset", "--yes");

        Assert.Equal((0, false), (result.ExitCode, Directory.Exists(Home.Path)));
    }

    [Fact]
    public async Task Reset_Yes_LeavesForeignFiles()
    {
        Home.Create();
        var mine = Path.Combine(Home.Path, "mine.txt");
        await File.WriteAllTextAsync(mine, "x", TestContext.Current.CancellationToken);

        await Cli.RunAsync("reset", "--yes");

        Assert.Equal([mine], Directory.GetFileSystemEntries(Home.Path));
    }

    [Fact]
    public async Task Reset_ClusterOutsideTheFolder_IsRemovedToo()
    {
        var cluster = PostgresLocation.FallbackFolder(Home);
        if (!System.Environment.IsPrivilegedProcess)
        {
            // Only root's cluster ever lies there, and only root can make the folder.
            return;
        }

        Directory.CreateDirectory(cluster);

        await Cli.RunAsync("reset", "--yes");

        Assert.False(Directory.Exists(cluster));
    }

    [Fact]
    public async Task Reset_NobodyToAsk_RemovesNothing()
    {
        Home.Create();

        var result = await Cli.RunAsync("reset");

        Assert.Equal((1, "Nothing was removed. Say --yes where nobody can be asked.\n", true), (result.ExitCode, result.Error, Directory.Exists(Home.Data)));
    }
}
