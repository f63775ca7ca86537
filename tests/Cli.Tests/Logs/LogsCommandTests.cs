namespace Switchyard.Cli.Tests.Logs;

public sealed class LogsCommandTests : CliTest
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Logs_None_SaysSo() => Assert.Equal(3, (await Cli.RunAsync("logs")).ExitCode);

    [Fact]
    public async Task Logs_OneResource_PrintsItsLastLines()
    {
        await WriteAsync("router", "one\ntwo\nthree\n");

        Assert.Equal(["two", "three"], (await Cli.RunAsync("logs", "router", "-n", "2")).Lines);
    }

    [Fact]
    public async Task Logs_All_ArePrefixed()
    {
        await WriteAsync("web", "w\n");
        await WriteAsync("router", "r1\nr2\n");

        Assert.Equal(["router | r1", "router | r2", "web | w"], (await Cli.RunAsync("logs")).Lines);
    }

    [Fact]
    public async Task Logs_UnknownResource_NamesTheKnown()
    {
        await WriteAsync("web", "w\n");

        var result = await Cli.RunAsync("logs", "wbe");

        Assert.Equal((1, "There is no log of 'wbe'. There are: web.\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Logs_LargeFile_EndsWithWholeLines()
    {
        await WriteAsync("web", string.Concat(Enumerable.Range(0, 20_000).Select(number => $"line {number} äöü\n")));

        var lines = (await Cli.RunAsync("logs", "web", "-n", "3")).Lines;

        Assert.Equal(["line 19997 äöü", "line 19998 äöü", "line 19999 äöü"], lines);
    }

    [Fact]
    public async Task Follow_NewLinesAndRotation_ArePrinted()
    {
        await WriteAsync("web", "first\nsecond line\n");
        var reader = Cli.Start("dotnet", Cli.Program, "logs", "web", "-f").StandardOutput;
        Assert.Equal(("first", "second line"), (await reader.ReadLineAsync(Token), await reader.ReadLineAsync(Token)));

        await File.AppendAllTextAsync(PathOf("web"), "third\n", Token);
        Assert.Equal("third", await reader.ReadLineAsync(Token));
        File.Move(PathOf("web"), PathOf("web") + ".1");
        await WriteAsync("web", "new\n");

        Assert.Equal("new", await reader.ReadLineAsync(Token));
    }

    [Fact]
    public async Task Follow_HalfALine_WaitsForItsEnd()
    {
        await WriteAsync("web", "start\nha");
        var reader = Cli.Start("dotnet", Cli.Program, "logs", "web", "-f").StandardOutput;
        Assert.Equal("start", await reader.ReadLineAsync(Token));

        await File.AppendAllTextAsync(PathOf("web"), "lf\n", Token);

        Assert.Equal("half", await reader.ReadLineAsync(Token));
    }

    private string PathOf(string resource) => Path.Combine(Home.Logs, resource + ".log");

    private Task WriteAsync(string resource, string text)
    {
        Home.Create();
        return File.WriteAllTextAsync(PathOf(resource), text, Token);
    }
}
