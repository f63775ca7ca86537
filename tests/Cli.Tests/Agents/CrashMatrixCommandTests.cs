using Switchyard.Tests.Common.Files;

namespace Switchyard.Cli.Tests.Agents;

public sealed class CrashMatrixCommandTests : CliTest
{
    [Fact]
    public async Task CrashMatrix_OneClassAroundItsEffects_PrintsAndKeepsTheTables()
    {
        using var folder = new TemporaryFolder();

        var result = await Cli.RunAsync("agents", "crash-matrix", "--kinds", "graph", "--classes", "unsafe", "--boundaries", "effect", "--out", folder["matrix.md"]);

        Assert.Equal((0, "4 hosts killed: 0 effects repeated, 0 runs lost, 0 kills with a violation."), (result.ExitCode, result.Lines[^1]));
        Assert.Contains("| before effect | 2      |", result.Lines);
        Assert.Contains("graph, unsafe: 4 of 4 kills", result.Error.Split('\n'));
        Assert.Equal(result.Output, await File.ReadAllTextAsync(folder["matrix.md"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task CrashMatrix_OverPostgres_StartsOneForTheTime()
    {
        var result = await Cli.RunAsync("agents", "crash-matrix", "--store", "postgres", "--kinds", "graph", "--classes", "idempotent", "--boundaries", "receipt");

        Assert.Equal((0, "4 hosts killed: 0 effects repeated, 0 runs lost, 0 kills with a violation."), (result.ExitCode, result.Lines[^1]));
    }

    [Theory]
    [InlineData("--store", "tape", "There is no store 'tape'. Stores: file, postgres.")]
    [InlineData("--classes", "unsafe,safe", "There is no class 'safe'. Classes: pure, idempotent, asks_remote, unsafe.")]
    [InlineData("--kinds", "none", "There is no kind 'none'. Kinds: graph")]
    [InlineData("--boundaries", "efect", "There is no boundary 'efect'. Boundaries: start, take-over, ")]
    [InlineData("--times", "0", "--times is at least 1.")]
    public async Task CrashMatrix_BadOption_SaysWhat(string option, string value, string message)
    {
        var result = await Cli.RunAsync("agents", "crash-matrix", option, value);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CrashMatrix_DatabaseThatIsAway_SaysSo()
    {
        var result = await Cli.RunAsync("agents", "crash-matrix", "--postgres", "Host=127.0.0.1;Port=1;Username=nobody", "--kinds", "graph");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("Failed to connect", result.Error, StringComparison.Ordinal);
    }
}
