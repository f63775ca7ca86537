using System.Diagnostics;
using Switchyard.Hosting.Home;
using Switchyard.Hosting.Processes;
using Switchyard.Hosting.State;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Cli.Tests;

/// <summary>A data folder and what an AppHost would have written into it.</summary>
public abstract class CliTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected CliTest()
    {
        Home = new HomeFolder(_folder["home"]);
        Cli = new Cli(Home.Path);
    }

    private protected HomeFolder Home { get; }

    private protected Cli Cli { get; }

    public void Dispose()
    {
        Cli.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static ProcessRecord Record(int pid) => ProcessTable.Find(pid)!;

    private protected static ProcessRecord RecordThisTest() => Record(System.Environment.ProcessId);

    private protected static ResourceState Resource(string name, string kind = "project", string state = ResourceStatuses.Running, string? url = null, ProcessRecord? process = null, string? health = "Healthy") =>
        new() { Name = name, Kind = kind, State = state, Url = url, Process = process, Health = health };

    private protected void WriteState(ProcessRecord appHost, params ResourceState[] resources) => WriteState(appHost, AppHostPhases.Ready, resources);

    private protected void WriteState(ProcessRecord appHost, string phase, params ResourceState[] resources)
    {
        Home.Create();
        AppHostStateFile.Write(Home.StateFile, new AppHostState
        {
            Process = appHost,
            Home = Home.Path,
            StartedAt = DateTimeOffset.UnixEpoch,
            Phase = phase,
            Url = "http://localhost:7070",
            Resources = resources,
        });
    }

    // "exec" so that the recorded process is the one that ends.
    private protected Process StartSleeper(string shell = "exec sleep 600") => Cli.Start("sh", "-c", shell);
}
