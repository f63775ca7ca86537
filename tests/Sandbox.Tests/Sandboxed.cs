namespace Switchyard.Sandbox.Tests;

/// <summary>Runs a test's code in a session and proves that nothing is left of it; where no sandbox can be made, proves the refusal instead.</summary>
internal static class Sandboxed
{
    public static SandboxOptions Create(Action<SandboxOptions>? change = null)
    {
        var options = new SandboxOptions();
        change?.Invoke(options);
        return options;
    }

    public static SandboxOptions CreateUnfenced(Action<SandboxOptions>? change = null) => Create(options =>
    {
        options.AllowedImports = ["*"];
        options.TimeLimit = TimeSpan.FromSeconds(20);
        change?.Invoke(options);
    });

    public static Task RunAsync(SandboxOptions options, Func<SandboxSession, Task> body) => RunAsync(options, (session, _) => body(session));

    public static async Task RunAsync(SandboxOptions options, Func<SandboxSession, ProcessWatch, Task> body)
    {
        var folder = Directory.CreateTempSubdirectory("sandbox-tests-");
        try
        {
            File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
            options.BubblewrapPath = Path.Combine(folder.FullName, "bwrap");
            if (File.Exists(Machine.Bubblewrap))
            {
                File.CreateSymbolicLink(options.BubblewrapPath, Machine.Bubblewrap);
            }

            await RunAsync(options, folder.FullName, body);
            Assert.Empty(Directory.GetFiles(Path.GetTempPath(), $"switchyard-sandbox-{Environment.ProcessId}-*"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(SandboxOptions options, string mark, Func<SandboxSession, ProcessWatch, Task> body)
    {
        var sandbox = new PythonSandbox(options, TimeProvider.System);
        if (!Machine.HasSandbox)
        {
            await Assert.ThrowsAsync<SandboxUnavailableException>(() => sandbox.StartSessionAsync(TestContext.Current.CancellationToken));
            return;
        }

        await using var watch = new ProcessWatch(mark);
        await using (var session = await sandbox.StartSessionAsync(TestContext.Current.CancellationToken))
        {
            watch.Look();
            Assert.True(session.IsSandboxed);
            Assert.NotEqual(0, watch.Seen);
            await body(session, watch);
        }

        Assert.Empty(await watch.AliveAsync());
    }
}
