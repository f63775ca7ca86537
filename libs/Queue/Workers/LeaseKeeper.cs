using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace Switchyard.Queue.Workers;

/// <summary>
/// Renews the leases of a worker's jobs, on a thread of its own: a thread pool that is busy with the jobs must not make them look dead. A job whose lease could
/// not be renewed in time is stopped before the lease ends, by a clock that cannot be set.
/// </summary>
internal sealed partial class LeaseKeeper : IDisposable
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Guid, RunningJob> _jobs = new();
    private readonly ManualResetEventSlim _stop = new();
    private readonly IJobStore _store;
    private readonly TimeSpan _leaseTime;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Thread _thread;

    public LeaseKeeper(IJobStore store, TimeSpan leaseTime, TimeProvider time, ILogger logger)
    {
        (_store, _leaseTime, _time, _logger) = (store, leaseTime, time, logger);
        _thread = new Thread(Run) { IsBackground = true, Name = "Lease keeper" };
        _thread.Start();
    }

    /// <summary>Gets the jobs that are kept.</summary>
    public ICollection<RunningJob> Jobs => _jobs.Values;

    /// <summary>Gets the moment to which a lease that is taken or renewed now is surely held: a tenth is left for the way there and for the clocks.</summary>
    public long HeldFromNow() => _time.GetTimestamp() + (long)(_leaseTime.TotalSeconds * 0.9 * _time.TimestampFrequency);

    public void Add(RunningJob job) => _jobs[job.Lease.Id] = job;

    public void Remove(RunningJob job) => _jobs.TryRemove(new KeyValuePair<Guid, RunningJob>(job.Lease.Id, job));

    /// <summary>Stops the job, if it is one of them: somebody cancelled it.</summary>
    public void Stop(Guid id)
    {
        if (_jobs.TryGetValue(id, out var job))
        {
            job.Stop(StopReason.Lost);
        }
    }

    /// <summary>Ends the thread; leases that are still kept lapse.</summary>
    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _stop.Dispose();
    }

    private void Run()
    {
        // Renewing is also how a cancelled job is found where its signal was lost.
        var interval = _leaseTime / 3 < s_longest ? _leaseTime / 3 : s_longest;
        var pause = interval;
        while (!_stop.Wait(pause))
        {
            // After a failure it is tried again soon: what matters is the end of the leases.
            pause = TryRenew() ? interval : interval / 5;
            var now = _time.GetTimestamp();
            foreach (var job in Jobs.Where(job => job.HeldUntil <= now))
            {
                LogLost(job.Lease.Id, job.Lease.Attempt);
                job.Stop(StopReason.Lost);
            }
        }
    }

    private bool TryRenew()
    {
        var jobs = _jobs.Values.Where(job => job.Reason != StopReason.Lost).ToList();
        if (jobs.Count == 0)
        {
            return true;
        }

        try
        {
            var until = HeldFromNow();
            var held = _store.Renew([.. jobs.Select(job => job.Lease)], _leaseTime);
            foreach (var job in jobs)
            {
                if (held.Contains(job.Lease))
                {
                    job.HeldUntil = until;
                }
                else if (_jobs.ContainsKey(job.Lease.Id))
                {
                    job.Stop(StopReason.Lost);
                }
            }

            return true;
        }
        catch (Exception exception) when (exception is DbException or TimeoutException or InvalidOperationException)
        {
            LogNotRenewed(jobs.Count, exception.Message);
            return false;
        }
    }

    [LoggerMessage(EventId = EventIds.LeaseLost, Level = LogLevel.Warning, Message = "The lease of job {JobId} (attempt {Attempt}) could not be renewed in time; it is stopped here and will be done elsewhere.")]
    private partial void LogLost(Guid jobId, int attempt);

    [LoggerMessage(EventId = EventIds.LeasesNotRenewed, Level = LogLevel.Warning, Message = "The leases of {Count} jobs were not renewed: {Reason}. It is tried again until they end.")]
    private partial void LogNotRenewed(int count, string reason);
}
