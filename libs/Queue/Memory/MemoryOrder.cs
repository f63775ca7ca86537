namespace Switchyard.Queue.Memory;

/// <summary>Which of the jobs in memory go first; used only under the lock of <see cref="MemoryJobStore"/>.</summary>
internal sealed class MemoryOrder(QueueOptions options)
{
    private readonly SortedSet<MemoryJob> _ready = new(Comparer<MemoryJob>.Create(static (x, y) => x.Place.CompareTo(y.Place)));
    private readonly Turns _turns = new();
    private long _claims;

    public void Add(MemoryJob job) => _ready.Add(job);

    public void Remove(MemoryJob job) => _ready.Remove(job);

    /// <summary>Gets the jobs to be claimed, in their order.</summary>
    public List<MemoryJob> Pick(ClaimRequest request, DateTimeOffset now)
    {
        List<MemoryJob> taken = [];
        for (var i = 0; i < request.Count; i++)
        {
            var left = _ready.Where(job => job.Suits(request, now) && !taken.Contains(job));
            var next = ++_claims % options.AgeingInterval == 0 ? left.GroupBy(job => job.Submission.Priority).Select(level => level.First()).MinBy(job => job.Id) : left.FirstOrDefault();
            if (next is null)
            {
                break;
            }

            taken.Add(next);
        }

        return taken;
    }

    /// <summary>Gets the place of a new job. As Submissions says: one after its tenant's last, not before the first of all, nor behind all for jobs that are done.</summary>
    /// <param name="submission">The job.</param>
    /// <param name="pending">All jobs that wait.</param>
    public long RankOf(JobSubmission submission, IEnumerable<MemoryJob> pending)
    {
        var level = pending.Where(job => job.IsOfLevel(submission)).ToList();
        var own = level.Where(job => job.Submission.Tenant == submission.Tenant).Select(job => job.Rank + 1).DefaultIfEmpty().Max();
        var ready = level.Where(job => job.IsReady).Select(job => job.Rank).ToList();
        var rank = ready.Count == 0 ? own : Math.Max(Math.Max(own, ready.Min()), Math.Min(_turns.LastOf(submission), ready.Max()) + 1);
        _turns.Remember(submission, rank);
        return rank;
    }

    /// <summary>Gets the place behind all that are ready.</summary>
    public long RankAfterAll(JobSubmission submission) => _ready.Where(job => job.IsOfLevel(submission)).Select(job => job.Rank + 1).DefaultIfEmpty().Max();
}
