using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Switchyard.Hosting.Home;
using Switchyard.Hosting.Logs;
using Switchyard.Hosting.Model;
using Switchyard.Hosting.Projects;
using Switchyard.Hosting.Proxies;
using Switchyard.Hosting.State;
using Switchyard.Hosting.Stores;
using Switchyard.Hosting.Supervision;

namespace Switchyard.Hosting.Engine;

/// <summary>Runs a composition on this machine: checks, starts in order, keeps running, stops in reverse order.</summary>
internal sealed class LocalEngine(IReadOnlyList<Resource> resources, IConfiguration configuration, EngineConfig options, TimeProvider time) : IAsyncDisposable
{
    private const string ConsoleName = "switchyard";
    private const long MaxLogBytes = 10 * 1024 * 1024;
    private const int MaxLogFiles = 3;

    private readonly EngineConsole _console = new(options.Output, time);
    private readonly List<ReplicaProxy> _proxies = [];
    private FileStream? _lock;
    private RotatingLogFile? _log;
    private StateBoard? _board;
    private List<RunningResource> _running = [];

    /// <summary>Gets the composition with its ports.</summary>
    public Topology Topology { get; } = new(resources, options.AnyPorts);

    /// <summary>Gets the connection strings.</summary>
    public StoreConnections Connections => new(Topology, new SecretStore(options.Home.Secrets));

    /// <summary>Starts everything and returns when all is healthy; when that fails, everything has been stopped again.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        CreateHome();
        _lock = AppHostLock.Take(options.Home);
        var started = false;
        try
        {
            await StartLockedAsync(cancellationToken).ConfigureAwait(false);
            started = true;
        }
        finally
        {
            if (!started)
            {
                await StopAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Gets a task that ends when a resource has been healthy once.</summary>
    public Task ReadyAsync(string name)
    {
        return Find(name).Ready;
    }

    public async Task StopAsync()
    {
        _board?.SetPhase(AppHostPhases.Stopping, url: null);
        await new StartOrder(_running).StopAsync().ConfigureAwait(false);
        foreach (var proxy in _proxies)
        {
            await proxy.DisposeAsync().ConfigureAwait(false);
        }

        // Once the lock is free, the state file may be another AppHost's: a second call must not write to it.
        _board?.SetPhase(AppHostPhases.Stopped, url: null);
        _board = null;
        _running.ForEach(resource => resource.Dispose());
        _running = [];
        _proxies.Clear();
        if (_lock is not null)
        {
            _console.Write(ConsoleName, "stopped");
        }

        _log?.Dispose();
        _lock?.Dispose();
        _lock = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
    }

    private void CreateHome()
    {
        try
        {
            options.Home.Create();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException($"The data folder {options.Home.Path} cannot be created: {exception.Message} Set {HomeFolder.Variable} to a folder that can be written.", exception);
        }
    }

    private async Task StartLockedAsync(CancellationToken cancellationToken)
    {
        _log = new RotatingLogFile(Path.Combine(options.Home.Logs, "apphost.log"), MaxLogBytes, MaxLogFiles);
        _console.KeepIn(_log);
        _console.Write(ConsoleName, $"starting as process {Environment.ProcessId}, data in {options.Home.Path}");
        await Leftovers.EndAsync(options.Home, _console, time, Leftovers.Patience, cancellationToken).ConfigureAwait(false);

        var workloads = new WorkloadSet(Topology, Connections, new TelemetryEnvironment(configuration), options.Home, options.HostOutput);
        StartChecks.ThrowIfImpossible(Topology, resources.SelectMany(workloads.Of));
        _board = new StateBoard(options.Home, _console, time);
        _proxies.AddRange(workloads.Proxies.Select(proxy => ReplicaProxy.Start(proxy.Key, proxy.Value)));
        _running = Supervise(workloads, new EngineServices(options.Home, _console, _board, time));
        await new StartOrder(_running).StartAsync(cancellationToken).ConfigureAwait(false);
        ReportReady();
    }

    private List<RunningResource> Supervise(WorkloadSet workloads, EngineServices services)
    {
        var timing = new SupervisorTiming { StartTimeout = options.StartTimeout };
        return
        [
            .. resources
                .Where(resource => resource is not PostgresDatabaseResource && workloads.Of(resource).Count > 0)
                .Select(resource => new RunningResource(resource, [.. workloads.Of(resource).Select(workload => new Supervisor(workload, services, timing))])),
        ];
    }

    private void ReportReady()
    {
        // The composition ends with what a person opens.
        var entrance = resources.LastOrDefault(resource => resource.Config is { IsExternal: true, Endpoints.Count: > 0 });
        var url = entrance is null ? null : Topology.UrlOf(entrance);
        _board!.SetPhase(AppHostPhases.Ready, url);
        _console.Write(ConsoleName, "all resources are healthy");
        foreach (var line in ReadyTable.Lines(_board.Resources, options.Home.Path))
        {
            _console.WriteLine(line);
        }

        _console.WriteLine(url is null ? "Switchyard is ready." : $"Switchyard is ready: {url}");
    }

    private RunningResource Find(string name)
    {
        return _running.Find(resource => string.Equals(resource.Resource.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new DistributedApplicationException($"There is no running resource '{name}'.");
    }
}
