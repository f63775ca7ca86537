using Switchyard.Hosting.Home;
using Switchyard.Hosting.Processes;
using Switchyard.Hosting.State;

namespace Switchyard.Cli.Systems;

/// <summary>The system of one data folder, as its AppHost recorded it.</summary>
internal sealed class LocalSystem(HomeFolder home)
{
    public HomeFolder Home { get; } = home;

    public static LocalSystem Locate() => new(HomeFolder.Locate(Environment.GetEnvironmentVariable(HomeFolder.Variable), AppContext.BaseDirectory));

    /// <summary>Reads the last record of this folder, whether or not its AppHost still runs.</summary>
    public AppHostState? ReadLast() => AppHostStateFile.Read(Home.StateFile) is { } state && state.Home == Home.Path ? state : null;

    /// <summary>Reads the record of a running AppHost; null when none runs.</summary>
    public AppHostState? ReadRunning() => ReadLast() is { } state && ProcessTable.IsAlive(state.Process) ? state : null;

    /// <summary>Finds where a resource of the running system answers; null when it does not run.</summary>
    public Uri? AddressOf(string resource) =>
        ReadRunning()?.Resources.FirstOrDefault(candidate => candidate.Name == resource || candidate.Name == resource + "-1")?.Url is { } url ? new Uri(url) : null;

    /// <summary>Tells that nothing runs, and how to start it.</summary>
    public int SayNotRunning()
    {
        Console.Error.WriteLine($"Switchyard is not running on {Home.Path}. Start it with ./run.sh.");
        return ExitCodes.NotRunning;
    }
}
