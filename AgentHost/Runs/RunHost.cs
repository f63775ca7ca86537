using System.Diagnostics;
using Npgsql;
using Switchyard.AgentHost.Agents;
using Switchyard.AgentHost.Telemetry;
using Switchyard.Contracts.Agents;
using Switchyard.Contracts.OpenAI;
using Switchyard.Providers;

namespace Switchyard.AgentHost.Runs;

/// <summary>Owns the runs at work in this process: a run belongs to its host, not to the request that started it.</summary>
internal sealed partial class RunHost(LiveRuns live, RunStore store, RunExecutor executor, RunSettings settings, AgentHostTelemetry telemetry, ILogger<RunHost> logger)
    : IHostedLifecycleService
{
    private static readonly TimeSpan s_stopLimit = TimeSpan.FromSeconds(5);

    // Tasks of ended runs leave by themselves; what is here at the stop is waited for.
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Task> _tasks = new(StringComparer.Ordinal);

    private volatile bool _stopping;
    private int _places;

    /// <summary>Takes a place for one more run, before anything of it is written; false when there is none. <see cref="Begin"/> uses the place up.</summary>
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

    /// <summary>Gives back a place that no run was begun on.</summary>
    public void Release() => Interlocked.Decrement(ref _places);

    /// <summary>Takes a committed run on and returns at once. Its place was reserved.</summary>
    public LiveRun Begin(RunStart start, AgentProfile agent)
    {
        var run = new LiveRun(start);
        live.Add(run);
        var task = WorkAsync(run, agent);
        _tasks[start.Id] = task;
        _ = task.ContinueWith(_ => _tasks.TryRemove(start.Id, out Task? _), TaskScheduler.Default);
        return run;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Before the web server stops: it waits for open streams, and those end when their runs do.
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        foreach (var run in live.All)
        {
            run.Cancel(CancelReason.HostStopping);
        }

        await Task.WhenAny(Task.WhenAll(_tasks.Values), Task.Delay(s_stopLimit, settings.Time, cancellationToken));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task WorkAsync(LiveRun run, AgentProfile agent)
    {
        // The caller's request goes on without waiting for the first step.
        await Task.Yield();
        var started = settings.Time.GetTimestamp();
        var journal = new RunJournal(run, settings.Time);
        using var activity = telemetry.Source.StartActivity("agent.run");
        activity?.SetTag("gen_ai.agent.name", run.Start.Agent).SetTag("switchyard.run.id", run.Start.Id);
        telemetry.RunStarted();
        var status = RunStatuses.Interrupted;
        try
        {
            status = await EndAsync(run, journal, await ExecuteAsync(run, agent, journal), started);
        }
        catch (Exception exception) when (exception is NpgsqlException or RunLostException or OperationCanceledException)
        {
            // The database is gone or the run is another's: nothing can be recorded; the sweep marks the row interrupted.
            LogLost(run.Start.Id, exception);
        }
        finally
        {
            activity?.SetStatus(status == RunStatuses.Completed ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
            telemetry.RunEnded(run.Start.Agent, status, settings.Time.GetElapsedTime(started));
            run.End();
            live.Remove(run.Start.Id);
            Release();
            run.Dispose();
            LogEnded(run.Start.Id, status);
        }
    }

    // Returns why the run failed; null when the agent answered or the run was stopped.
    private async Task<string?> ExecuteAsync(LiveRun run, AgentProfile agent, RunJournal journal)
    {
        using var timeout = new CancellationTokenSource(settings.Options.RunTimeout, settings.Time);
        await using var onTimeout = timeout.Token.Register(() => run.Cancel(CancelReason.TimedOut));
        try
        {
            return await executor.ExecuteAsync(run.Start, agent, journal, runEvent => SendAsync(run, runEvent), run.Cancelled);
        }
        catch (OperationCanceledException) when (run.Cancelled.IsCancellationRequested)
        {
            return null;
        }
        catch (ProviderException exception)
        {
            return $"The model could not be asked: {exception.Message}";
        }
        catch (Exception exception) when (exception is not (NpgsqlException or RunLostException or OperationCanceledException))
        {
            LogFailed(run.Start.Id, exception);
            return "The run failed inside the service. Its log has the cause under the run's id.";
        }
    }

    private async Task SendAsync(LiveRun run, RunEvent runEvent)
    {
        if (runEvent.Type != RunEventTypes.Token && !await store.AppendAsync(runEvent, run.Cancelled))
        {
            throw new RunLostException();
        }

        if (runEvent is { Type: RunEventTypes.ToolResult, Name: { } tool })
        {
            telemetry.ToolCalled(tool, runEvent.Error is null);
        }

        run.Publish(runEvent);
    }

    private async Task<string> EndAsync(LiveRun run, RunJournal journal, string? failure, long started)
    {
        var (status, type, error) = Judge(run.Reason, failure);
        var last = journal.Create(type) with
        {
            Error = error,
            DurationMs = Math.Round(settings.Time.GetElapsedTime(started).TotalMilliseconds, 3),
            Iterations = journal.Finished?.Iterations,
            Usage = ToUsage(journal),
        };
        var messages = status == RunStatuses.Completed ? journal.Messages : [];
        if (!await store.FinishAsync(new RunEnd(last, status, journal.Output, error, journal.ToolCalls, messages), CancellationToken.None))
        {
            throw new RunLostException();
        }

        run.Publish(last);
        return status;
    }

    private static (string Status, string Type, string? Error) Judge(CancelReason reason, string? failure) => reason switch
    {
        CancelReason.Requested => (RunStatuses.Cancelled, RunEventTypes.Cancelled, null),
        CancelReason.TimedOut => (RunStatuses.Failed, RunEventTypes.Failed, "The run took longer than AgentHost:RunTimeout allows."),
        CancelReason.HostStopping => (RunStatuses.Interrupted, RunEventTypes.Failed, RunQueries.InterruptedMessage),
        CancelReason.LeaseLost => throw new RunLostException(),
        _ when failure is not null => (RunStatuses.Failed, RunEventTypes.Failed, failure),
        _ => (RunStatuses.Completed, RunEventTypes.Completed, null),
    };

    private static Usage? ToUsage(RunJournal journal) => journal.Finished is not { } finished ? null : new Usage
    {
        PromptTokens = (int)(finished.Usage.InputTokenCount ?? 0),
        CompletionTokens = (int)(finished.Usage.OutputTokenCount ?? 0),
        TotalTokens = (int)(finished.Usage.TotalTokenCount ?? 0),
    };

    [LoggerMessage(EventId = EventIds.RunFailed, Level = LogLevel.Error, Message = "Run '{RunId}' failed.")]
    private partial void LogFailed(string runId, Exception exception);

    [LoggerMessage(EventId = EventIds.RunLost, Level = LogLevel.Warning, Message = "Run '{RunId}' was given up: its record could not be written.")]
    private partial void LogLost(string runId, Exception exception);

    [LoggerMessage(EventId = EventIds.RunEnded, Level = LogLevel.Information, Message = "Run '{RunId}' ended as {Status}.")]
    private partial void LogEnded(string runId, string status);
}
