namespace Switchyard.Cli.Tests.Scripts;

public sealed class TestScriptTests : IDisposable
{
    private const string Ctrf = """{"results":{"tests":[{"name":"A.One","status":"passed"},{"name":"A.Two","status":"passed"}%MORE%]}}""";

    private readonly Bash _bash = new();

    public TestScriptTests()
    {
        Directory.CreateDirectory(_bash["root/eng/lib"]);
        File.Copy(Path.Combine(Bash.Repository, "eng/lib/results.mjs"), _bash["root/eng/lib/results.mjs"]);
        Directory.CreateDirectory(_bash["root/artifacts/lean/bin/A.Tests/release"]);
        File.WriteAllText(_bash["root/artifacts/lean/bin/A.Tests/release/Switchyard.A.Tests.dll"], string.Empty);
        _bash.Environment["ROOT"] = _bash["root"];
    }

    public void Dispose() => _bash.Dispose();

    [Fact]
    public async Task Suite_AllPass_IsCounted()
    {
        Answer(Ctrf.Replace("%MORE%", string.Empty, StringComparison.Ordinal), 0);

        var result = await RunAsync();

        Assert.Matches(@"^A\.Tests +2 passed, 0 failed  \d+\.\d s$", result.Lines[0]);
        Assert.Equal("2 0", result.Lines[^1]);
    }

    [Fact]
    public async Task Suite_OneFails_ShowsItsMessage()
    {
        Answer(Ctrf.Replace("%MORE%", """,{"name":"A.Three","status":"failed","message":"Expected 1.","trace":"at A"}""", StringComparison.Ordinal), 1);

        var result = await RunAsync();

        Assert.Equal(["    A.Three", "      Expected 1.", "      at A", "2 1"], result.Lines[1..]);
    }

    [Theory]
    [InlineData("""{"results":{"tests":[]}}""", 0, "ran no tests (exit code 0)")]
    [InlineData("", 134, "ran no tests (exit code 134)")]
    [InlineData("{ half a fi", 139, "ran no tests (exit code 139)")]
    public async Task Suite_WithoutTests_IsAFailure(string file, int exitCode, string message)
    {
        Answer(file, exitCode);

        var result = await RunAsync();

        Assert.Contains(message, result.Output, StringComparison.Ordinal);
        Assert.Equal("0 1", result.Lines[^1]);
    }

    [Fact]
    public async Task Suite_CrashesAfterItsTests_IsAFailure()
    {
        Answer(Ctrf.Replace("%MORE%", string.Empty, StringComparison.Ordinal), 134);

        var result = await RunAsync();

        Assert.Contains("ended with exit code 134 without a failed test", result.Output, StringComparison.Ordinal);
        Assert.Equal("2 1", result.Lines[^1]);
    }

    [Fact]
    public async Task Suite_Hangs_IsEndedAndAFailure()
    {
        _bash.Environment["SWITCHYARD_TEST_TIME_LIMIT"] = "0.5";
        _bash.Install("dotnet", "echo started; exec sleep 600");

        var result = await RunAsync();

        Assert.Contains("was ended after 0.5 s", result.Output, StringComparison.Ordinal);
        Assert.Equal("0 1", result.Lines[^1]);
    }

    [Fact]
    public async Task Suite_Unknown_IsAFailure()
    {
        var result = await RunAsync("B.Tests");

        Assert.Contains("There is no test project 'B.Tests'.", result.Output, StringComparison.Ordinal);
        Assert.Equal("0 1", result.Lines[^1]);
    }

    [Fact]
    public async Task NodeResults_AreCounted()
    {
        await File.WriteAllTextAsync(
            _bash["r.xml"],
            """
            <testsuites>
              <testsuite name="s"><testcase name="a" time="0.1"/>
              <testcase name="b &lt;1&gt;" time="0.1"><failure type="t" message="m">Not &quot;equal&quot;</failure></testcase></testsuite>
              <testcase name="c"><skipped type="skipped"/></testcase>
            </testsuites>
            """,
            TestContext.Current.CancellationToken);

        var result = await _bash.RunAsync($"node '{Bash.Repository}/eng/lib/results.mjs' '{_bash["r.xml"]}'");

        Assert.Equal(("1 1 1\n", "    b <1>\n      Not \"equal\"\n"), (result.Output, result.Error));
    }

    // The last argument of the runner is its result file.
    private void Answer(string file, int exitCode) =>
        _bash.Install("dotnet", $"for last; do :; done\ncat > \"$last\" <<'EOF'\n{file}\nEOF\nexit {exitCode}");

    private Task<CliResult> RunAsync(string suite = "A.Tests") => _bash.RunAsync($"run_suites {suite}; echo $PASSED $FAILED", "console", "environment", "build", "tests");
}
