using Switchyard.Hosting.Home;
using Switchyard.Hosting.Logs;
using Switchyard.Hosting.Processes;
using Switchyard.Hosting.State;

namespace Switchyard.Hosting.Engine;

/// <summary>What every resource is doing now; each change goes to the state file.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class StateBoard
{
    private readonly Lock _lock = new();
    private readonly List<ResourceState> _resources = [];
    private readonly HomeFolder _home;
    private readonly EngineConsole _console;
    private AppHostState _state;
    private bool _warned;

    public StateBoard(HomeFolder home, EngineConsole console, TimeProvider time)
    {
        _home = home;
        _console = console;
        _state = new AppHostState
        {
            Process = ProcessTable.Find(Environment.ProcessId)!,
            Home = home.Path,
            StartedAt = time.GetUtcNow(),
            Phase = AppHostPhases.Starting,
            Resources = [],
        };
    }

    /// <summary>Gets all resources as they are now.</summary>
    public IReadOnlyList<ResourceState> Resources
    {
        get
        {
            lock (_lock)
            {
                return [.. _resources];
            }
        }
    }

    public void Add(ResourceState resource)
    {
        lock (_lock)
        {
            _resources.Add(resource);
            Save();
        }
    }

    public void Update(string name, Func<ResourceState, ResourceState> change)
    {
        lock (_lock)
        {
            var index = _resources.FindIndex(resource => resource.Name == name);
            var changed = change(_resources[index]);
            if (changed != _resources[index])
            {
                _resources[index] = changed;
                Save();
            }
        }
    }

    public void SetPhase(string phase, string? url)
    {
        lock (_lock)
        {
            _state = _state with { Phase = phase, Url = url };
            Save();
        }
    }

    private void Save()
    {
        try
        {
            AppHostStateFile.Write(_home.StateFile, _state with { Resources = [.. _resources] });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The file only tells others what runs: that it cannot be written must end neither a service nor an orderly stop.
            WarnOnce(exception);
        }
    }

    private void WarnOnce(Exception exception)
    {
        if (!_warned)
        {
            _warned = true;
            _console.WriteLine($"The state file {_home.StateFile} cannot be written: {exception.Message} Until it can, ./switchyard status shows what was true before.");
        }
    }
}
