using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Switchyard.Faults.Histories;
using Switchyard.Queue;

namespace Switchyard.Faults.Workers;

/// <summary>Writes down which leases a worker was given and how it ended its attempts, on the way between the worker and its store; all else goes by.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "The proxy is derived from it when it runs.")]
internal class RecordedJobs : DispatchProxy
{
    private IJobStore _jobs = null!;
    private string _worker = null!;
    private HistoryWriter _history = null!;
    private Death _death = null!;

    /// <summary>Makes a store that does what <paramref name="jobs"/> does.</summary>
    public static IJobStore Record(IJobStore jobs, string worker, HistoryWriter history, Death death)
    {
        var recorded = Create<IJobStore, RecordedJobs>();
        var self = (RecordedJobs)(object)recorded;
        (self._jobs, self._worker, self._history, self._death) = (jobs, worker, history, death);
        return recorded;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        return targetMethod.Name switch
        {
            nameof(IJobStore.ClaimAsync) => ClaimAsync((Task<IReadOnlyList<ClaimedJob>>)Pass()!, HistoryLine.Now),
            nameof(IJobStore.Renew) => Renew(() => (IReadOnlySet<JobLease>)Pass()!),
            nameof(IJobStore.CompleteAsync) => EndAsync(EndNames.Completed),
            nameof(IJobStore.FailAsync) => EndAsync(EndNames.Failed),
            nameof(IJobStore.TimeOutAsync) => EndAsync(EndNames.TimedOut),
            nameof(IJobStore.ReturnAsync) => EndAsync(EndNames.Returned),
            _ => Pass(),
        };

        object? Pass() => targetMethod.Invoke(_jobs, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);

        Task<bool> EndAsync(string how) => RecordEndAsync((JobLease)args![0]!, how, () => (Task<bool>)Pass()!);
    }

    private async Task<IReadOnlyList<ClaimedJob>> ClaimAsync(Task<IReadOnlyList<ClaimedJob>> claim, double asked)
    {
        var claimed = await claim;
        if (claimed.Count > 0)
        {
            _history.Append(claimed.Select(job => Line(Happening.Claimed, job.Lease) with { At = asked }));
        }

        return claimed;
    }

    private IReadOnlySet<JobLease> Renew(Func<IReadOnlySet<JobLease>> renew)
    {
        var asked = HistoryLine.Now;
        var held = renew();
        _history.Append(held.Select(lease => Line(Happening.Renewed, lease) with { At = asked }));
        return held;
    }

    private async Task<bool> RecordEndAsync(JobLease lease, string how, Func<Task<bool>> end)
    {
        _history.Append(Line(Happening.Ending, lease) with { Detail = how });
        var isTaken = await end();
        _history.Append(Line(isTaken ? Happening.Ended : Happening.Fenced, lease) with { Detail = how });
        if (isTaken && how == EndNames.Completed)
        {
            _death.SayCommitted(lease.Id);
        }

        return isTaken;
    }

    private HistoryLine Line(Happening what, JobLease lease) => new(what, _worker) { Job = lease.Id, Attempt = lease.Attempt };
}
