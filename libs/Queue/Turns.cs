using System.Collections.Concurrent;

namespace Switchyard.Queue;

/// <summary>
/// Remembers the last place each tenant was given here. Without it a tenant that has one job at a time, and so none when it submits the next, would always be
/// new and go first: a few such tenants together would leave those with many jobs no turn at all. Each process remembers what it gave; that is enough.
/// </summary>
internal sealed class Turns
{
    /// <summary>What is returned for tenants that were given none.</summary>
    public const long None = -1;

    private const int MaxCount = 10_000;

    private readonly ConcurrentDictionary<(string Queue, string Tenant, JobPriority Priority), long> _last = new();

    /// <summary>Gets the last place the job's tenant was given.</summary>
    public long LastOf(JobSubmission job) => _last.GetValueOrDefault((job.Queue, job.Tenant, job.Priority), None);

    /// <summary>Says which place the job was given.</summary>
    public void Remember(JobSubmission job, long rank)
    {
        // Whoever is forgotten goes first once.
        if (_last.Count >= MaxCount)
        {
            _last.Clear();
        }

        _last[(job.Queue, job.Tenant, job.Priority)] = rank;
    }
}
