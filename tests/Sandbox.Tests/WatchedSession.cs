namespace Switchyard.Sandbox.Tests;

/// <summary>A session whose end proves that nothing is left of it.</summary>
internal sealed class WatchedSession : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private WatchedSession(DirectoryInfo folder, ProcessWatch watch, SandboxSession session) => (_folder, Watch, Session) = (folder, watch, session);

    public SandboxSession Session { get; }

    public ProcessWatch Watch { get; }

    /// <summary>Starts one; where no sandbox can be made, proves the refusal and gives nothing.</summary>
    public static async Task<WatchedSession?> StartAsync(SandboxOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("sandbox-tests-");
        WatchedSession? started = null;
        try
        {
            File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
            options.BubblewrapPath = Path.Combine(folder.FullName, "bwrap");
            if (File.Exists(Machine.Bubblewrap))
            {
                File.CreateSymbolicLink(options.BubblewrapPath, Machine.Bubblewrap);
            }

            var sandbox = new PythonSandbox(options, TimeProvider.System);
            if (!Machine.HasSandbox)
            {
                await Assert.ThrowsAsync<SandboxUnavailableException>(() => sandbox.StartSessionAsync(TestContext.Current.CancellationToken));
                return null;
            }

            started = new WatchedSession(folder, new ProcessWatch(folder.FullName), await sandbox.StartSessionAsync(TestContext.Current.CancellationToken));
            started.Watch.Look();
            Assert.True(started.Session.IsSandboxed);
            Assert.NotEqual(0, started.Watch.Seen);
            return started;
        }
        finally
        {
            if (started is null)
            {
                folder.Delete(recursive: true);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Session.DisposeAsync();
            Assert.Empty(await Watch.AliveAsync());
            Assert.Empty(Directory.GetFiles(Path.GetTempPath(), $"switchyard-sandbox-*-{Environment.ProcessId}-*"));
        }
        finally
        {
            await Watch.DisposeAsync();
            _folder.Delete(recursive: true);
        }
    }
}
