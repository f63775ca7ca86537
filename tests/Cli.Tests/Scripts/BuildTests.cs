namespace Switchyard.Cli.Tests.Scripts;

public sealed class BuildTests : IDisposable
{
    private readonly Bash _bash = new();

    public BuildTests()
    {
        Directory.CreateDirectory(_bash["root dir/libs/A/obj"]);
        Directory.CreateDirectory(_bash["root dir/cli"]);
        Directory.CreateDirectory(_bash["root dir/artifacts"]);
        foreach (var file in (string[])["a.props", "a.targets", "a.sln", "global.json", ".editorconfig", "libs/A/A.cs", "cli/Program.cs", "cli/Cli.csproj"])
        {
            File.WriteAllText(_bash["root dir/" + file], "1");
        }

        _bash.Environment["ROOT"] = _bash["root dir"];
        _bash.Install("dotnet", $"echo $1 >> {_bash["calls"]}; if [ $1 = build ]; then mkdir -p '{Path.GetDirectoryName(Program)}' && : > '{Program}'; fi");
    }

    private string Program => _bash["root dir/artifacts/lean/bin/Cli/release/switchyard.dll"];

    public void Dispose() => _bash.Dispose();

    [Fact]
    public async Task Build_Unchanged_RunsOnce()
    {
        await BuildAsync();
        var second = await BuildAsync();

        Assert.Equal(["restore", "build", "build-server"], Calls());
        Assert.Equal((0, string.Empty, string.Empty), (second.ExitCode, second.Output, second.Error));
    }

    [Theory]
    [InlineData("libs/A/A.cs")]
    [InlineData("libs/A/New.cs")]
    [InlineData("a.props")]
    [InlineData("global.json")]
    public async Task Build_SourceChanged_RunsAgain(string file)
    {
        await BuildAsync();
        await File.WriteAllTextAsync(_bash["root dir/" + file], "22", TestContext.Current.CancellationToken);
        await BuildAsync();

        Assert.Equal(6, Calls().Length);
    }

    [Fact]
    public async Task Build_OutputRemoved_RunsAgain()
    {
        await BuildAsync();
        File.Delete(Program);
        await BuildAsync();

        Assert.Equal(6, Calls().Length);
    }

    [Theory]
    [InlineData("libs/A/obj/x.json")]
    [InlineData("artifacts/x")]
    [InlineData("README.md")]
    public async Task Build_OtherFileChanged_DoesNotRun(string file)
    {
        await BuildAsync();
        await File.WriteAllTextAsync(_bash["root dir/" + file], "22", TestContext.Current.CancellationToken);
        await BuildAsync();

        Assert.Equal(3, Calls().Length);
    }

    [Fact]
    public async Task Build_Fails_ShowsTheErrorsAndTriesAgainNextTime()
    {
        _bash.Install("dotnet", "echo \"x.cs(1,1): error CS1: No.\"; test $1 = restore");

        var first = await BuildAsync();
        var second = await BuildAsync();

        Assert.Equal((1, 1), (first.ExitCode, second.ExitCode));
        Assert.StartsWith("x.cs(1,1): error CS1: No.\nerror:   Compiling failed; the whole output is in ", first.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Step_Output_HasTheTime()
    {
        var result = await BuildAsync();

        Assert.Matches(@"^  Restoring packages \.\.\. \d+\.\d s$", result.Lines[1]);
        Assert.Matches(@"^  Compiling \.\.\. \d+\.\d s$", result.Lines[2]);
    }

    [Fact]
    public async Task Lock_ProcessLeftBehind_DoesNotHoldIt()
    {
        _bash.Install("dotnet", $"(sleep 600 >/dev/null 2>&1 & echo $! >> {_bash["left"]})");
        await BuildAsync();
        await File.WriteAllTextAsync(_bash["root dir/cli/Program.cs"], "22", TestContext.Current.CancellationToken);

        var second = await BuildAsync();

        await _bash.RunAsync($"while read -r pid; do kill $pid; done < {_bash["left"]}");
        Assert.DoesNotContain("Another build", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Product_SystemRuns_IsNotBuiltUnderIt()
    {
        Directory.CreateDirectory(_bash["root dir/.switchyard/run"]);
        using var appHost = new FileStream(_bash["root dir/.switchyard/run/apphost.lock"], FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        var result = await _bash.RunAsync("PRODUCT_FOLDERS=(cli libs); build_product", "console", "environment", "build");

        Assert.Equal((1, "error: Sources changed while Switchyard runs from this folder, and a build would pull the files from under it. Stop it first: ./switchyard stop\n"), (result.ExitCode, result.Error));
        Assert.False(File.Exists(_bash["calls"]));
    }

    private Task<CliResult> BuildAsync() => _bash.RunAsync("build_cli", "console", "environment", "build");

    private string[] Calls() => File.ReadAllLines(_bash["calls"]);
}
