namespace Switchyard.Cli.Tests.Scripts;

public sealed class PrerequisitesTests : IDisposable
{
    private readonly Bash _bash = new();

    public void Dispose() => _bash.Dispose();

    [Fact]
    public async Task Sdk_Missing_SaysWhereToGetIt() =>
        Assert.Equal((1, "error: The .NET SDK 10 is missing. Install it: https://dotnet.microsoft.com/download/dotnet/10.0\n"), await CheckAsync("check_dotnet"));

    [Fact]
    public async Task Sdk_Older_IsNamed()
    {
        _bash.Install("dotnet", "echo '9.0.100 [/usr/share/dotnet/sdk]'");

        Assert.StartsWith("error: The .NET SDK 10 is missing; found: 9.0.100 ", (await CheckAsync("check_dotnet")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sdk_Broken_IsTold()
    {
        _bash.Install("dotnet", "exit 150");

        Assert.StartsWith("error: 'dotnet --list-sdks' fails.", (await CheckAsync("check_dotnet")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v18.19.0", "error: Node.js 18.19.0 is too old; 20 or newer is needed: https://nodejs.org/en/download\n")]
    [InlineData("v20.0.0", "error: npm is missing. It comes with Node.js: https://nodejs.org/en/download\n")]
    public async Task Node_OldOrWithoutNpm_IsTold(string version, string error)
    {
        _bash.Install("node", $"echo {version}");

        Assert.Equal((1, error), await CheckAsync("check_node"));
    }

    [Fact]
    public async Task AllThere_IsQuiet()
    {
        _bash.Install("dotnet", "echo '10.0.401 [/usr/share/dotnet/sdk]'");
        _bash.Install("npm", "true");

        Assert.Equal((0, string.Empty), await CheckAsync("check_prerequisites"));
    }

    [Fact]
    public async Task Stores_MissingButForbidden_PrintTheExactCommand()
    {
        InstallDebian();
        _bash.Environment["SWITCHYARD_INSTALL"] = "never";

        var (exitCode, error) = await EnsureAsync("redis-server chromium");

        Assert.Equal((1, "error: Missing: redis-server chromium (SWITCHYARD_INSTALL=never). Install with: sudo apt-get install --no-install-recommends redis-server chromium\n"), (exitCode, error));
        Assert.False(File.Exists(_bash["called"]));
    }

    [Fact]
    public async Task Stores_NotDebian_PrintThatSystemsCommand()
    {
        _bash.Install("dnf", "true");

        Assert.Equal((1, "error: Missing: redis-server postgresql (this is not Debian). Install with: sudo dnf install redis postgresql-server\n"), await EnsureAsync("redis-server postgresql"));
    }

    [Fact]
    public async Task Stores_NothingMissing_InstallsNothing()
    {
        InstallDebian();

        Assert.Equal((0, string.Empty), await EnsureAsync(string.Empty));
        Assert.False(File.Exists(_bash["called"]));
    }

    [Fact]
    public async Task RunScript_WithoutSdk_FailsBeforeAnythingElse()
    {
        var result = await _bash.RunAsync($"exec bash '{Bash.Repository}/run.sh'");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("error: The .NET SDK 10 is missing.", result.Error, StringComparison.Ordinal);
    }

    private void InstallDebian()
    {
        _bash.Install("apt-get", $"touch {_bash["called"]}");
        _bash.Install("dpkg", "true");
    }

    private async Task<(int ExitCode, string Error)> CheckAsync(string function)
    {
        var result = await _bash.RunAsync(function, "console", "environment", "prerequisites");
        return (result.ExitCode, result.Error);
    }

    private Task<(int ExitCode, string Error)> EnsureAsync(string missing) => CheckAsync($"MISSING=({missing}); ensure_packages");
}
