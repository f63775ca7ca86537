namespace Switchyard.Sandbox.Tests;

public sealed class OptionsTests
{
    private const string NoRoot = "may not become another user";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void NoSandbox_WithoutSystemAccess_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(static () => new PythonSandbox(new SandboxOptions { UseSandbox = false }, TimeProvider.System));

        Assert.StartsWith("UseSandbox is off: code would run with all rights of this process. Set AllowSystemAccess as well if that is wanted.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_AreNamedTogether()
    {
        var options = new SandboxOptions { MaxProcesses = 0, TimeLimit = TimeSpan.Zero, OutputHardLimitBytes = 1, AllowedImports = ["os; x"], PythonPath = "python3" };

        var error = Assert.Throws<ArgumentException>(() => new PythonSandbox(options, TimeProvider.System));

        foreach (var name in new[] { "MaxProcesses", "TimeLimit", "OutputHardLimitBytes (1) is below MaxOutputBytes (65536)", "'os; x'", "PythonPath 'python3'" })
        {
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Bubblewrap_IsMissing_RefusesAndSaysWhatToInstall()
    {
        var error = await RefusalAsync(new SandboxOptions { BubblewrapPath = "/nowhere/bwrap" });

        Assert.Equal("'/nowhere/bwrap' is missing, and code is not run without the sandbox it makes. Install it (Debian, Ubuntu: apt-get install --no-install-recommends bubblewrap), or set AllowSystemAccess to run code directly on the system.", error.Message);
    }

    [Fact]
    public async Task Python_IsMissing_RefusesAndSaysWhatToInstall()
    {
        var error = await RefusalAsync(new SandboxOptions { PythonPath = "/nowhere/python3", AllowSystemAccess = true });

        Assert.Equal("Python is missing: there is no '/nowhere/python3'. Install it (Debian, Ubuntu: apt-get install --no-install-recommends python3), or set PythonPath.", error.Message);
    }

    [Fact]
    public async Task Namespaces_AreForbidden_RefusesAndSaysWhatToAllow()
    {
        await WithFakeAsync("echo 'bwrap: No permissions to create new namespace' >&2; exit 1", async path =>
        {
            var error = await RefusalAsync(new SandboxOptions { BubblewrapPath = path });

            Assert.Contains(Machine.CanLeaveRoot ? "said \"bwrap: No permissions to create new namespace\". Unprivileged user namespaces do not seem to be permitted here." : NoRoot, error.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Namespaces_AreForbidden_WithSystemAccessRunsDirectly()
    {
        await WithFakeAsync("exit 1", async path =>
        {
            await using var session = await new PythonSandbox(new SandboxOptions { BubblewrapPath = path, AllowSystemAccess = true }, TimeProvider.System).StartSessionAsync(Token);

            Assert.False(session.IsSandboxed);
            Assert.Equal("2", (await session.ExecuteAsync("1 + 1", Token)).Value);
        });
    }

    [Fact]
    public async Task Bubblewrap_Hangs_RefusesInTime()
    {
        await WithFakeAsync("exec sleep 1000", async path =>
        {
            var error = await RefusalAsync(new SandboxOptions { BubblewrapPath = path, StartLimit = TimeSpan.FromMilliseconds(500) });

            Assert.Contains(Machine.CanLeaveRoot ? "The sandbox does not start: it was not ready within 0.5 s." : NoRoot, error.Message, StringComparison.Ordinal);
        });
    }

    private static Task<SandboxUnavailableException> RefusalAsync(SandboxOptions options) => Assert.ThrowsAsync<SandboxUnavailableException>(() => new PythonSandbox(options, TimeProvider.System).StartSessionAsync(Token));

    private static async Task WithFakeAsync(string script, Func<string, Task> body)
    {
        var folder = Directory.CreateTempSubdirectory("sandbox-tests-");
        try
        {
            var path = Path.Combine(folder.FullName, "bwrap");
            File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
            await File.WriteAllTextAsync(path, $"#!/bin/sh\n{script}\n", Token);
            File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
            await body(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
