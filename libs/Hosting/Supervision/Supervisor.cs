using System.Globalization;
using Aspire.Hosting;
using Switchyard.Hosting.Engine;
using Switchyard.Hosting.Logs;
using Switchyard.Hosting.Processes;
using Switchyard.Hosting.State;

namespace Switchyard.Hosting.Supervision;

/// <summary>Keeps one process running: starts it, waits until it is healthy, starts it again when it crashes.</summary>
internal sealed class Supervisor : IDisposable
{
    // A service that cannot start is found out fast, yet one hiccup at start does not bring everything down.
    private const int MaxEarlyExits = 3;

    private readonly IWorkload _workload;
    private readonly EngineServices _services;
    private readonly SupervisorTiming _timing;
    private readonly ResourceLog _log;
    private readonly RestartBackoff _backoff = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long? _readySince;
    private int _earlyExits;

    public Supervisor(IWorkload workload, EngineServices services, SupervisorTiming timing)
    {
        _workload = workload;
        _services = services;
        _timing = timing;
        _log = new ResourceLog(services.Home.Logs, workload.Name, services.Console, workload.IsWarning);
        services.Board.Add(new ResourceState
        {
            Name = workload.Name,
            Kind = workload.Kind,
            State = ResourceStatuses.Waiting,
            Url = workload.Url,
            LogPath = _log.Path,
        });
    }

    /// <summary>Gets a task that ends when the process has been healthy once, or fails with the reason why it never was.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Runs until <paramref name="stopping"/>, then stops the process.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                var reason = await RunOnceAsync(stopping).ConfigureAwait(false);
                await WaitBeforeRestartAsync(reason, stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            _ready.TrySetCanceled(stopping);
            Update(state => state with { State = ResourceStatuses.Stopped, Process = null, Health = null });
        }
        catch (DistributedApplicationException exception)
        {
            Fail(exception);
        }
        catch (Exception exception) when (exception is not DistributedApplicationException)
        {
            // The boundary of one resource: whoever waits for it must hear of any failure, or the start would hang for ever.
            Fail(new DistributedApplicationException(FailureMessages.Unexpected(_workload, exception, _log.Path), exception));
        }
    }

    public void Dispose()
    {
        _log.Dispose();
    }

    private void Fail(DistributedApplicationException reason)
    {
        Update(state => state with { State = ResourceStatuses.Failed, Process = null, Health = null });
        _ready.TrySetException(reason);
    }

    private async Task<string> RunOnceAsync(CancellationToken stopping)
    {
        _readySince = null;
        try
        {
            Update(state => state with { State = ResourceStatuses.Starting, Health = null });
            var config = await _workload.PrepareAsync(stopping).ConfigureAwait(false);
            var child = ChildProcess.Start(config, _log.Append);
            await using (child.ConfigureAwait(false))
            {
                return await SuperviseAsync(child, stopping).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (_ready.Task.IsCompletedSuccessfully && !stopping.IsCancellationRequested)
        {
            // Once everything has run, nothing that goes wrong with one resource ends the others: it is tried again.
            return exception.Message;
        }
    }

    private async Task<string> SuperviseAsync(ChildProcess child, CancellationToken stopping)
    {
        var record = await child.Record.WaitAsync(stopping).ConfigureAwait(false);
        Update(state => state with { Process = record, DataPath = _workload.DataPath });
        if (await WaitUntilHealthyAsync(child, stopping).ConfigureAwait(false))
        {
            await _workload.CompleteStartAsync(stopping).ConfigureAwait(false);
            ReportReady();
            await MonitorAsync(child, stopping).ConfigureAwait(false);
        }

        var code = await child.Exited.ConfigureAwait(false);
        await child.DrainOutputAsync().ConfigureAwait(false);
        return string.Create(CultureInfo.InvariantCulture, $"exited with code {code}");
    }

    private async Task<bool> WaitUntilHealthyAsync(ChildProcess child, CancellationToken stopping)
    {
        var start = _services.Time.GetTimestamp();
        while (!child.Exited.IsCompleted)
        {
            var probe = await _workload.ProbeAsync(stopping).ConfigureAwait(false);
            if (probe.IsReady && !child.Exited.IsCompleted)
            {
                Update(state => state with { Health = probe.Status });
                return true;
            }

            if (_services.Time.GetElapsedTime(start) > _timing.StartTimeout)
            {
                throw new DistributedApplicationException(FailureMessages.NeverHealthy(_workload, probe, _timing.StartTimeout, _log));
            }

            await PauseAsync(child, _timing.StartProbeInterval, stopping).ConfigureAwait(false);
        }

        return false;
    }

    private async Task MonitorAsync(ChildProcess child, CancellationToken stopping)
    {
        while (!child.Exited.IsCompleted)
        {
            await PauseAsync(child, _timing.RunningProbeInterval, stopping).ConfigureAwait(false);
            if (!child.Exited.IsCompleted)
            {
                var probe = await _workload.ProbeAsync(stopping).ConfigureAwait(false);
                Update(state => state with { Health = probe.Status });
            }
        }
    }

    private async Task WaitBeforeRestartAsync(string reason, CancellationToken stopping)
    {
        var tail = _log.TakeTail();
        if (!_ready.Task.IsCompletedSuccessfully && ++_earlyExits == MaxEarlyExits)
        {
            throw new DistributedApplicationException(FailureMessages.CannotStart(_workload, reason, tail, _log.Path));
        }

        var uptime = _readySince is { } since ? _services.Time.GetElapsedTime(since) : TimeSpan.Zero;
        var delay = _backoff.Next(uptime);
        Update(state => state with { State = ResourceStatuses.Restarting, Process = null, Health = ProbeResult.Unhealthy, Restarts = state.Restarts + 1 });
        _services.Console.Write(_workload.Name, $"{reason}; starting it again in {delay.TotalSeconds:0} s. Its last lines, of {_log.Path}:");
        foreach (var line in tail)
        {
            _services.Console.Write(_workload.Name, "  | " + line);
        }

        await Task.Delay(delay, _services.Time, stopping).ConfigureAwait(false);
    }

    private async Task PauseAsync(ChildProcess child, TimeSpan pause, CancellationToken stopping)
    {
        await Task.WhenAny(child.Exited, Task.Delay(pause, _services.Time, stopping)).ConfigureAwait(false);
        stopping.ThrowIfCancellationRequested();
    }

    private void ReportReady()
    {
        _readySince = _services.Time.GetTimestamp();
        Update(state => state with { State = ResourceStatuses.Running });
        _services.Console.Write(_workload.Name, _workload.Url is { } url ? $"ready at {url}" : "ready");
        _ready.TrySetResult();
    }

    private void Update(Func<ResourceState, ResourceState> change)
    {
        _services.Board.Update(_workload.Name, change);
    }
}
