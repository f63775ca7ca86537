using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Switchyard.Queue.Workers;

/// <summary>
/// Takes jobs from the queue and does them. When it is told to end it takes no more, lets those it has go on for a while, and hands back the rest. A job that is no
/// longer its own is stopped, and nothing of it is written.
/// </summary>
public sealed partial class JobWorker : BackgroundService
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    private readonly IJobStore _store;
    private readonly Dictionary<string, IJobHandler> _handlers;
    private readonly WorkerOptions _options;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly TimeProvider _time;
    private readonly ILogger<JobWorker> _logger;

    /// <summary>Makes a worker.</summary>
    /// <param name="store">The queue.</param>
    /// <param name="handlers">What it can do: one handler for each kind.</param>
    /// <param name="options">How it works.</param>
    /// <param name="lifetime">The program's life: jobs are taken once it has started, and no more as soon as it is to end, before any of its services has.</param>
    /// <param name="time">The time.</param>
    /// <param name="logger">Where it says what went wrong.</param>
    public JobWorker(IJobStore store, IEnumerable<IJobHandler> handlers, WorkerOptions options, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<JobWorker> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Concurrency, 1);
        (_store, _options, _lifetime, _time, _logger) = (store, options, lifetime, time, logger);
        _handlers = handlers.ToDictionary(handler => handler.Kind, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, _lifetime.ApplicationStopping);
        using var started = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, _lifetime.ApplicationStarted);
        await Task.Delay(Timeout.Infinite, started.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var keeper = new LeaseKeeper(_store, _options.LeaseTime, _time, _logger);
        using var places = new WorkerPlaces(_options.Concurrency);
        using var ended = new CancellationTokenSource();
        var reporting = new WorkerReporter(_store.Workers, Describe(keeper), _time).RunAsync(ending.Token, ended.Token);
        _store.Cancelled += keeper.Stop;
        try
        {
            await ClaimAsync(keeper, places, ending.Token).ConfigureAwait(false);
            await DrainAsync(keeper, places).ConfigureAwait(false);
        }
        finally
        {
            _store.Cancelled -= keeper.Stop;
            await ended.CancelAsync().ConfigureAwait(false);
            await reporting.ConfigureAwait(false);
        }
    }

    private Func<WorkerReport> Describe(LeaseKeeper keeper)
    {
        var worker = new WorkerReport { Id = Guid.CreateVersion7(), Name = _options.Name, Queue = _options.Queue, Kinds = [.. _handlers.Keys], Labels = [.. _options.Labels], Concurrency = _options.Concurrency };

        // Those whose ends are being written have left their places.
        return () => worker with { Running = Math.Min(keeper.Jobs.Count, _options.Concurrency) };
    }

    private async Task ClaimAsync(LeaseKeeper keeper, WorkerPlaces places, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var free = await places.TakeAsync(stoppingToken).ConfigureAwait(false);

                // Before looking, so that jobs which come between the look and the wait are not waited for.
                using var look = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                var woken = _store.WaitForJobsAsync(_options.Queue, s_look, look.Token);
                var jobs = await TryClaimAsync(keeper, free, stoppingToken).ConfigureAwait(false);
                jobs.ForEach(job => _ = RunAsync(job, keeper, places));
                places.Release(free - jobs.Count);
                if (jobs.Count > 0)
                {
                    await look.CancelAsync().ConfigureAwait(false);
                }

                await woken.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The worker is to end.
            }
        }
    }

    private async Task<List<RunningJob>> TryClaimAsync(LeaseKeeper keeper, int count, CancellationToken stoppingToken)
    {
        try
        {
            // A claim that was sent is waited for: its jobs are ours, whatever happens meanwhile.
            var until = keeper.HeldFromNow();
            var request = new ClaimRequest(_options.Name, count, _options.LeaseTime) { Queue = _options.Queue, Kinds = [.. _handlers.Keys], Labels = [.. _options.Labels] };
            var claimed = await _store.ClaimAsync(request, CancellationToken.None).ConfigureAwait(false);
            return [.. claimed.Select(job => new RunningJob(job, until))];
        }
        catch (Exception exception) when (exception is DbException or TimeoutException)
        {
            LogStoreAway(exception.Message);
            await Task.Delay(s_pause, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return [];
        }
    }

    private async Task RunAsync(RunningJob running, LeaseKeeper keeper, WorkerPlaces places)
    {
        using (running)
        {
            keeper.Add(running);
            try
            {
                var started = _time.GetTimestamp();
                var events = new JobEventBuffer(_store, running, _options.EventDelay, _time);
                var (result, failure) = await places.RunAsync(() => DoAsync(running, events)).ConfigureAwait(false);
                await places.EndAsync(() => EndAsync(running, events, result, failure)).ConfigureAwait(false);
                QueueMetrics.RecordAttempt(HandlerOf(running.Job.Kind).Kind, running.Reason, result is not null, _time.GetElapsedTime(started));
            }
            finally
            {
                keeper.Remove(running);
            }
        }
    }

    private async Task<(JobResult? Result, JobFailure? Failure)> DoAsync(RunningJob running, JobEventBuffer events)
    {
        var job = running.Job;
        using var soft = _time.CreateTimer(static state => ((RunningJob)state!).Stop(StopReason.OutOfTime), running, job.TimeLimit * 0.9, Timeout.InfiniteTimeSpan);
        var work = RunHandlerAsync(HandlerOf(job.Kind), new JobContext(running, events, _store), running);

        // A handler that does not stop is left behind: its place is needed, and nothing it says is written.
        await ((Task)work).WaitAsync(job.TimeLimit, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (work.IsCompleted)
        {
            return await work.ConfigureAwait(false);
        }

        running.Stop(StopReason.OutOfTime);
        return (null, null);
    }

    private async Task EndAsync(RunningJob running, JobEventBuffer events, JobResult? result, JobFailure? failure)
    {
        while (running.Reason != StopReason.Lost && !await TryEndAsync(running, events, result, failure).ConfigureAwait(false))
        {
            await Task.Delay(s_pause, _time).ConfigureAwait(false);
        }
    }

    // A kind of its own goes before one that stands for several.
    private IJobHandler HandlerOf(string kind) => _handlers.GetValueOrDefault(kind) ?? _handlers.Values.First(handler => JobKinds.Includes(handler.Kind, kind));

    private async Task<(JobResult? Result, JobFailure? Failure)> RunHandlerAsync(IJobHandler handler, JobContext context, RunningJob running)
    {
        using var activity = QueueMetrics.Source.StartActivity($"job {handler.Kind}", ActivityKind.Consumer);
        activity?.SetTag("switchyard.job.id", context.Job.Lease.Id);
        activity?.SetTag("switchyard.job.attempt", context.Job.Lease.Attempt);
        var work = Task.Run(() => handler.RunAsync(context, running.Stopping), CancellationToken.None);
        await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (work.IsCompletedSuccessfully)
        {
            return (await work.ConfigureAwait(false), null);
        }

        if (running.Reason == StopReason.None)
        {
            LogFailed(context.Job.Lease.Id, context.Job.Lease.Attempt, work.Exception?.InnerException);
        }

        activity?.SetStatus(ActivityStatusCode.Error);
        return (null, work.Exception?.InnerException is JobFailedException known ? known.Failure : new JobFailure("handler_error", work.Exception?.InnerException?.Message ?? "The handler was cancelled.") { CanRetry = true });
    }

    // Returns false while the store is away: the lease lasts, so that the result need not be lost.
    private async Task<bool> TryEndAsync(RunningJob running, JobEventBuffer events, JobResult? result, JobFailure? failure)
    {
        try
        {
            if (!await events.FlushAsync().ConfigureAwait(false))
            {
                return false;
            }

            if (running.Reason != StopReason.Lost && !await WriteEndAsync(running, result, failure).ConfigureAwait(false))
            {
                LogStale(running.Lease.Id, running.Lease.Attempt);
            }

            return true;
        }
        catch (ArgumentException exception) when (result is not null)
        {
            // Another attempt would have the like of it.
            return await TryEndAsync(running, events, result: null, new JobFailure("invalid_result", exception.Message)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or TimeoutException)
        {
            LogStoreAway(exception.Message);
            return false;
        }
    }

    private Task<bool> WriteEndAsync(RunningJob running, JobResult? result, JobFailure? failure) => (result, running.Reason) switch
    {
        // It was finished, if only just.
        ({ } done, _) => _store.CompleteAsync(running.Lease, done, CancellationToken.None),
        (_, StopReason.OutOfTime) => _store.TimeOutAsync(running.Lease, new JobFailure(JobFailure.TooLong, $"It ran longer than its time limit of {running.Job.TimeLimit.TotalSeconds:0.#} s."), CancellationToken.None),
        (_, StopReason.ShuttingDown) => _store.ReturnAsync(running.Lease, CancellationToken.None),

        // What a program that is to end can no longer do is not the job's failure.
        _ when failure!.CanRetry && _lifetime.ApplicationStopping.IsCancellationRequested => _store.ReturnAsync(running.Lease, CancellationToken.None),
        _ => _store.FailAsync(running.Lease, failure!, CancellationToken.None),
    };

    private async Task DrainAsync(LeaseKeeper keeper, WorkerPlaces places)
    {
        var all = places.DrainAsync();
        await all.WaitAsync(_options.Grace, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var running in keeper.Jobs)
        {
            running.Stop(StopReason.ShuttingDown);
        }

        // Handlers that do not stop keep their leases, and the process; the host's own limit ends it.
        await all.ConfigureAwait(false);
    }

    [LoggerMessage(EventId = EventIds.StoreAway, Level = LogLevel.Warning, Message = "The queue's store is away: {Reason}. It is tried again.")]
    private partial void LogStoreAway(string reason);

    [LoggerMessage(EventId = EventIds.AttemptFailed, Level = LogLevel.Warning, Message = "Attempt {Attempt} of job {JobId} failed.")]
    private partial void LogFailed(Guid jobId, int attempt, Exception? exception);

    [LoggerMessage(EventId = EventIds.StaleAttempt, Level = LogLevel.Warning, Message = "stale_attempt: job {JobId} has ended or gone on without attempt {Attempt}; what it led to is dropped.")]
    private partial void LogStale(Guid jobId, int attempt);
}
