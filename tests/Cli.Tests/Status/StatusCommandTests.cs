using System.Text.Json.Nodes;
using Switchyard.Hosting.State;

namespace Switchyard.Cli.Tests.Status;

public sealed class StatusCommandTests : CliTest
{
    [Fact]
    public async Task Status_NothingRuns_SaysHowToStart()
    {
        var result = await Cli.RunAsync("status");

        Assert.Equal((3, $"Switchyard is not running on {Home.Path}. Start it with ./run.sh.\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Status_AllHealthy_PrintsTheTable()
    {
        WriteState(RecordThisTest(), Resource("cache", "redis", url: "127.0.0.1:7479"), Resource("router", url: "http://localhost:7170", process: RecordThisTest(), health: "Degraded"));

        var result = await Cli.RunAsync("status");

        var pid = System.Environment.ProcessId;
        Assert.Equal(0, result.ExitCode);
        Assert.Equal($"Switchyard is ready: http://localhost:7070 (process {pid}, data in {Home.Path})", result.Lines[0]);
        Assert.Equal(["RESOURCE", "STATE", "HEALTH", "ADDRESS", "PID", "RESTARTS"], Cells(result.Lines[1]));
        Assert.Equal(["cache", "running", "Healthy", "127.0.0.1:7479", "-", "0"], Cells(result.Lines[2]));
        Assert.Equal(["router", "running", "Degraded", "http://localhost:7170", $"{pid}", "0"], Cells(result.Lines[3]));
    }

    [Theory]
    [InlineData(ResourceStatuses.Restarting, "Healthy", AppHostPhases.Ready)]
    [InlineData(ResourceStatuses.Running, "Unhealthy", AppHostPhases.Ready)]
    [InlineData(ResourceStatuses.Running, "Healthy", AppHostPhases.Starting)]
    public async Task Status_NotAllWell_ExitsWithOne(string state, string health, string phase)
    {
        WriteState(RecordThisTest(), phase, Resource("router", state: state, health: health));

        Assert.Equal(1, (await Cli.RunAsync("status")).ExitCode);
    }

    [Fact]
    public async Task Status_Json_IsTheRecord()
    {
        WriteState(RecordThisTest(), Resource("router"));

        var json = JsonNode.Parse((await Cli.RunAsync("status", "--json")).Output)!;

        Assert.Equal(("ready", "router"), ((string?)json["phase"], (string?)json["resources"]![0]!["name"]));
    }

    [Fact]
    public async Task Status_JsonWhileNothingRuns_IsJsonToo()
    {
        var result = await Cli.RunAsync("status", "--json");

        Assert.Equal((3, "{\"phase\":\"stopped\"}\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task Status_PidGivenToAnotherProcess_IsNotRunning()
    {
        var record = RecordThisTest();
        WriteState(record with { StartTicks = record.StartTicks - 1 }, Resource("router"));

        Assert.Equal(3, (await Cli.RunAsync("status")).ExitCode);
    }

    [Fact]
    public async Task Status_RecordOfACopiedFolder_IsNotTrusted()
    {
        WriteState(RecordThisTest(), Resource("router"));
        var text = await File.ReadAllTextAsync(Home.StateFile, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Home.StateFile, text.Replace(Home.Path, "/elsewhere", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        Assert.Equal(3, (await Cli.RunAsync("status")).ExitCode);
    }

    [Fact]
    public async Task UnknownCommand_IsRefused()
    {
        var result = await Cli.RunAsync("statsu");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("'statsu'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_NamesAllCommands()
    {
        var help = (await Cli.RunAsync("--help")).Output;

        Assert.All((string[])["status", "stop", "logs", "reset", "doctor", "chat"], command => Assert.Contains($"\n  {command} ", help, StringComparison.Ordinal));
    }

    private static string[] Cells(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
