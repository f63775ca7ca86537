using System.Text.Json;
using Switchyard.Faults.Checking;
using Switchyard.Faults.Histories;
using Switchyard.Queue;
using Switchyard.Queue.Workers;

namespace Switchyard.Faults.Workers;

/// <summary>Does what a job's plan says, and writes down that it began and that it had its effect.</summary>
internal sealed class PlannedJobHandler(string worker, HistoryWriter history, Death death) : IJobHandler
{
    public string Kind => "/v1/chat/completions";

    public async Task<JobResult> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var lease = job.Job.Lease;
        history.Append(new HistoryLine(Happening.Started, worker) { Job = lease.Id, Attempt = lease.Attempt });
        var plan = JobPlan.Read(job.Job.Payload) ?? throw new JobFailedException(new JobFailure("unreadable", "The job has no plan."));
        ThreadPoolStarvation.Begin(TimeSpan.FromMilliseconds(plan.StarvingMilliseconds));
        await WorkAsync(job, plan, cancellationToken);
        FailAsPlanned(plan, lease.Attempt);
        DieAt(DeathPoint.BeforeEffect, plan, lease.Attempt);
        history.Append(new HistoryLine(Happening.Effect, worker) { Job = lease.Id, Attempt = lease.Attempt, Key = plan.Key });
        DieAt(DeathPoint.AfterEffect, plan, lease.Attempt);
        if (plan.Dies == DeathPoint.AfterCommit)
        {
            death.ComeAfterCommitOf(lease.Id);
        }

        return new JobResult("application/json", JsonSerializer.SerializeToUtf8Bytes(new Charge(plan.Key, lease.Attempt)));
    }

    private static async Task WorkAsync(JobContext job, JobPlan plan, CancellationToken cancellationToken)
    {
        var step = TimeSpan.FromMilliseconds((double)plan.Milliseconds / (plan.Parts + 1));
        for (var part = 1; part <= plan.Parts; part++)
        {
            await Task.Delay(step, cancellationToken);
            job.AddContent($$"""{"part":{{part}}}""");
        }

        await Task.Delay(step, cancellationToken);
    }

    private static void FailAsPlanned(JobPlan plan, int attempt)
    {
        if (plan.IsHopeless || attempt <= plan.FailedAttempts)
        {
            throw new JobFailedException(new JobFailure("planned", "It was to fail.") { CanRetry = !plan.IsHopeless });
        }
    }

    private static void DieAt(DeathPoint point, JobPlan plan, int attempt)
    {
        if ((plan.Dies == point && attempt == 1) || plan.Dies == DeathPoint.Always)
        {
            Death.Come();
        }
    }
}
