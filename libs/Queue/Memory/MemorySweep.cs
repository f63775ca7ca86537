namespace Switchyard.Queue.Memory;

/// <summary>Does what time has made due to the jobs in memory; used only under the lock of <see cref="MemoryJobStore"/>.</summary>
internal sealed class MemorySweep(MemoryJobs jobs, QueueOptions options)
{
    private DateTimeOffset _lastRedelivery;

    public SweepResult Run()
    {
        var now = jobs.Now;
        var late = EndAll(job => job.Status == JobStatus.Pending && job.StartBy < now, SweepRules.TooLate);
        var slow = EndAll(job => job.Status == JobStatus.Running && job.StartedAt + job.Submission.TimeLimit + SweepRules.Grace < now, SweepRules.TooLong);
        var (lapsed, lost) = TakeBack(now);
        var due = jobs.All.Where(job => job.Status == JobStatus.Pending && job.IsDelayed && job.RunAt <= now).ToList();
        due.ForEach(jobs.MakeReady);
        var expired = jobs.All.Where(job => job.FinishedAt + job.Submission.KeepFor < now).ToList();
        expired.ForEach(jobs.Forget);
        return new SweepResult(due.Count, lapsed, late + slow + lost, expired.Count);
    }

    private (int Again, int Lost) TakeBack(DateTimeOffset now)
    {
        var lapsed = jobs.All.Where(job => job.Status == JobStatus.Running && job.LeaseUntil < now).OrderBy(job => job.LeaseUntil).ToList();
        var lost = 0;
        foreach (var job in lapsed)
        {
            if (++job.Crashes >= options.MaxCrashes)
            {
                jobs.End(job, JobStatus.Failed, JobEventType.Failed, SweepRules.WorkerLost);
                lost++;
                continue;
            }

            _lastRedelivery = (_lastRedelivery > now ? _lastRedelivery : now) + TimeSpan.FromSeconds(1d / options.RedeliveriesPerSecond);
            jobs.Retry(job, _lastRedelivery, SweepRules.WorkerLost);
        }

        return (lapsed.Count - lost, lost);
    }

    private int EndAll(Func<MemoryJob, bool> which, JobFailure failure)
    {
        var due = jobs.All.Where(which).ToList();
        due.ForEach(job => jobs.End(job, JobStatus.TimedOut, JobEventType.TimedOut, failure));
        return due.Count;
    }
}
