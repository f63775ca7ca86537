using Aspire.Hosting.ApplicationModel;
using Switchyard.Hosting.Supervision;

namespace Switchyard.Hosting.Engine;

/// <summary>A resource whose processes are supervised, and how to end them.</summary>
internal sealed class RunningResource(Resource resource, IReadOnlyList<Supervisor> supervisors) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;
    private bool _isStopping;

    public Resource Resource { get; } = resource;

    /// <summary>Gets a task that ends when all processes have been healthy once.</summary>
    public Task Ready => Task.WhenAll(supervisors.Select(supervisor => supervisor.Ready));

    /// <summary>Starts the processes, unless the resource has been stopped before its turn came.</summary>
    public void Start()
    {
        lock (_lock)
        {
            if (!_isStopping)
            {
                _running = Task.WhenAll(supervisors.Select(supervisor => supervisor.RunAsync(_stopping.Token)));
            }
        }
    }

    public async Task StopAsync()
    {
        lock (_lock)
        {
            _isStopping = true;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    public void Dispose()
    {
        foreach (var supervisor in supervisors)
        {
            supervisor.Dispose();
        }

        _stopping.Dispose();
    }
}
