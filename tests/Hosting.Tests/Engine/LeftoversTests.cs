using System.Diagnostics;
using Switchyard.Hosting.Engine;
using Switchyard.Hosting.Home;
using Switchyard.Hosting.Logs;
using Switchyard.Hosting.Processes;
using Switchyard.Hosting.State;
using Switchyard.Tests.Common.Files;
using Switchyard.Tests.Common.Waiting;

namespace Switchyard.Hosting.Tests.Engine;

public sealed class LeftoversTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HomeFolder _home;
    private readonly Process _process = Process.Start("sleep", "300");
    private readonly ProcessRecord _record;

    public LeftoversTests()
    {
        _home = new HomeFolder(_folder.Path);
        _home.Create();
        _record = ProcessTable.Find(_process.Id)!;
    }

    [Fact]
    public async Task RecordedProcess_IsEnded()
    {
        Write(_folder.Path, _record);

        await EndAsync();

        Assert.False(ProcessTable.IsAlive(_record));
    }

    [Fact]
    public async Task Postgres_IsEndedByItsFastShutdown()
    {
        // Only the interrupt makes it write the file; a termination it does not even notice.
        using var server = Process.Start("/bin/sh", ["-c", "trap '' TERM; trap 'echo fast > $0; exit' INT; touch $0.ready; while :; do sleep 0.05; done", _folder["end"]]);
        await Eventually.BecomesTrueAsync(() => File.Exists(_folder["end.ready"]), TestContext.Current.CancellationToken);
        Write(_folder.Path, ProcessTable.Find(server.Id)!, "postgres");

        await EndAsync();

        Assert.Equal("fast\n", await File.ReadAllTextAsync(_folder["end"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Process_RecordedForAnotherFolder_IsLeftAlone()
    {
        Write("/another/.switchyard", _record);

        await EndAsync();

        Assert.True(ProcessTable.IsAlive(_record));
    }

    [Fact]
    public async Task Process_ThatGotTheRecordedPid_IsLeftAlone()
    {
        Write(_folder.Path, _record with { StartTicks = _record.StartTicks - 100 });

        await EndAsync();

        Assert.True(ProcessTable.IsAlive(_record));
    }

    [Fact]
    public async Task Folder_WithoutState_HasNoLeftovers()
    {
        await EndAsync();

        Assert.True(ProcessTable.IsAlive(_record));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
        _folder.Dispose();
    }

    private void Write(string home, ProcessRecord process, string kind = "project")
    {
        AppHostStateFile.Write(_home.StateFile, new AppHostState
        {
            Process = _record with { Pid = int.MaxValue },
            Home = home,
            StartedAt = TimeProvider.System.GetUtcNow(),
            Phase = AppHostPhases.Ready,
            Resources = [new ResourceState { Name = "router", Kind = kind, State = ResourceStatuses.Running, Process = process }],
        });
    }

    private async Task EndAsync()
    {
        await using var output = new StringWriter();
        await Leftovers.EndAsync(_home, new EngineConsole(output, TimeProvider.System), TimeProvider.System, TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
    }
}
