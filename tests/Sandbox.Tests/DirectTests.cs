namespace Switchyard.Sandbox.Tests;

/// <summary>Code that is allowed to run without a sandbox.</summary>
public sealed class DirectTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static SandboxOptions Direct => new() { UseSandbox = false, AllowSystemAccess = true, AllowedImports = ["*"] };

    [Fact]
    public async Task Session_KeepsStateAndLimits()
    {
        await using var session = await StartAsync(Direct);

        Assert.False(session.IsSandboxed);
        await session.ExecuteAsync("x = 1", Token);
        Assert.Equal("2", (await session.ExecuteAsync("x + 1", Token)).Value);
        Assert.Equal(CodeOutcome.OutOfMemory, (await session.ExecuteAsync("bytearray(10 ** 9)", Token)).Outcome);
        Assert.Equal(CodeOutcome.OutputLimit, (await session.ExecuteAsync("while True: print('a' * 1000)", Token)).Outcome);
    }

    [Fact]
    public async Task Session_ImportList_Holds()
    {
        await using var session = await StartAsync(new SandboxOptions { UseSandbox = false, AllowSystemAccess = true });

        Assert.Contains("ImportError", (await session.ExecuteAsync("import os", Token)).Error, StringComparison.Ordinal);
        Assert.Contains("PermissionError", (await session.ExecuteAsync("open('/tmp/x', 'w')", Token)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_Environment_HoldsNothingOfTheHost()
    {
        Environment.SetEnvironmentVariable("SANDBOX_TEST_SECRET", "s3cr3t");
        await using var session = await StartAsync(Direct);

        Assert.Equal("False", (await session.ExecuteAsync("import os\n's3cr3t' in str(os.environ)", Token)).Value);
    }

    [Fact]
    public async Task Daemons_EndWithTheSession()
    {
        string mark;
        await using (var session = await StartAsync(Direct))
        {
            mark = (await session.ExecuteAsync("import os\nos.environ['SWITCHYARD_SANDBOX']", Token)).Value!.Trim('\'');
            await session.ExecuteAsync("import time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        time.sleep(1000)\n    os._exit(0)\nos.wait()", Token);
            Assert.Equal(2, Marks.Count(mark));
        }

        Assert.Equal(0, await Marks.CountDownAsync(mark));
    }

    [Fact]
    public async Task Scratch_GoesWithTheSession()
    {
        var options = Direct;
        options.AllowFileWrites = true;
        string folder;
        await using (var session = await StartAsync(options))
        {
            var result = await session.ExecuteAsync("import os\nopen('x', 'w').close()\nos.symlink('/', 'root')\nos.getcwd()", Token);
            folder = result.Value!.Trim('\'');
            Assert.Equal("x", Assert.Single(result.Artefacts).Name);
            Assert.True(Directory.Exists(folder));
        }

        Assert.False(Directory.Exists(folder));
        Assert.True(Directory.Exists("/usr/lib"));
    }

    private static Task<SandboxSession> StartAsync(SandboxOptions options) => new PythonSandbox(options, TimeProvider.System).StartSessionAsync(Token);
}
