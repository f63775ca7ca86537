using System.Collections.Concurrent;
using System.Diagnostics;
using Switchyard.AgentHost.Telemetry;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Runs;

/// <summary>Owns the runs at work in this process: a run belongs to its host, not to the request that started it.</summary>
internal sealed partial class RunHost(LiveRuns live, RunWorker worker, RunTakeOver takeOver, RunSettings settings, AgentHostTelemetry telemetry, ILogger<RunHost> logger)
    : IHostedLifecycleService
{
    private static readonly TimeSpan s_stopLimit = TimeSpan.FromSeconds(5);

    // Tasks of ended runs leave by themselves; what is here at the stop is waited for.
    private readonly ConcurrentDictionary<Task, RunClaim> _tasks = [];

    private volatile bool _stopping;
    private int _places;

    /// <summary>Gets how many more runs there is room for.</summary>
    public int Room => _stopping ? 0 : Math.Max(0, settings.Options.MaxRunningRuns - Volatile.Read(ref _places));

    /// <summary>Takes a place for one more run, before anything of it is written, or for a replay that asks models; false when there is none. <see cref="Begin"/> uses the place up.</summary>
    public bool TryReserve()
    {
        var places = Interlocked.Increment(ref _places);
        if (!_stopping && places <= settings.Options.MaxRunningRuns)
        {
            return true;
        }

        Release();
        return false;
    }

    /// <summary>Gives back a place that no run was begun on, or a replay's.</summary>
    public void Release() => Interlocked.Decrement(ref _places);

    /// <summary>Takes a claimed run on and returns at once. Its place was reserved.</summary>
    public void Begin(RunClaim claim)
    {
        var task = WorkAsync(Show(claim));
        _tasks[task] = claim;
        _ = task.ContinueWith(done => _tasks.TryRemove(done, out _), TaskScheduler.Default);
    }

    /// <summary>Takes a run on that was claimed when there was room: at worst one more than there may be, whose place another start took meanwhile.</summary>
    public void Take(RunClaim claim)
    {
        Interlocked.Increment(ref _places);
        Begin(claim);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Before the web server stops: it waits for open streams, and those end when their runs leave this host.
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        foreach (var run in live.All)
        {
            run.Cancel(CancelReason.HostStopping);
        }

        var tasks = Task.WhenAll(_tasks.Keys);
        await Task.WhenAny(tasks, Task.Delay(s_stopLimit, settings.Time, cancellationToken));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private LiveRun Show(RunClaim claim)
    {
        var run = new LiveRun(claim);
        live.Add(run);
        return run;
    }

    private async Task WorkAsync(LiveRun first)
    {
        // The caller's request goes on without waiting for the first step.
        await Task.Yield();
        try
        {
            for (LiveRun? run = first; run is not null;)
            {
                var rest = await WorkOnceAsync(run);

                // Somebody else wrote into the journal. Where the record is still this host's, it goes on with what the journal says now.
                run = rest == RunRest.Lost && await takeOver.ReclaimAsync(first.Id) is { } claim ? Show(claim) : null;
                if (rest == RunRest.Waiting)
                {
                    await takeOver.CheckAnsweredAsync(first.Id);
                }
            }
        }
#pragma warning disable CA1031 // Nobody awaits this: whatever it is has to be said here.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // The record cannot be written or is another's: whoever finds the lease lapsed goes on.
            LogLost(first.Id, exception);
        }
        finally
        {
            Release();
        }
    }

    private async Task<RunRest> WorkOnceAsync(LiveRun run)
    {
        var started = settings.Time.GetTimestamp();
        using var activity = telemetry.Source.StartActivity("agent.run");
        activity?.SetTag("gen_ai.agent.name", run.Claim.Agent).SetTag("gen_ai.conversation.id", run.Claim.Conversation).SetTag("switchyard.run.id", run.Id);
        telemetry.RunBegan(run.Claim.Agent, run.Claim.IsResumed);
        var status = RunStatuses.Running;
        try
        {
            (var rest, status) = await worker.WorkAsync(run);
            return rest;
        }
        finally
        {
            activity?.SetStatus(status is RunStatuses.Failed or RunStatuses.Interrupted ? ActivityStatusCode.Error : ActivityStatusCode.Ok);
            telemetry.RunRested(run.Claim.Agent, status, settings.Time.GetElapsedTime(started));
            run.End();
            live.Remove(run);
            run.Dispose();
            LogRested(run.Id, status);
        }
    }

    [LoggerMessage(EventId = EventIds.RunLost, Level = LogLevel.Warning, Message = "Run '{RunId}' was given up by this host.")]
    private partial void LogLost(string runId, Exception exception);

    [LoggerMessage(EventId = EventIds.RunEnded, Level = LogLevel.Information, Message = "The work of this host on run '{RunId}' is done: it is {Status}.")]
    private partial void LogRested(string runId, string status);
}
