using System.Collections.Concurrent;

namespace Switchyard.Queue.Postgres;

/// <summary>
/// Remembers about where the ready jobs of each queue and priority begin. Places only rise, and the index of places keeps those of jobs that are gone until the
/// table is vacuumed: a look that began at the first place would go through all of them.
/// </summary>
internal sealed class Fronts
{
    private const int MaxCount = 10_000;

    private readonly ConcurrentDictionary<(string Queue, JobPriority Priority), long> _fronts = new();

    /// <summary>Gets the place from which on there may be ready jobs; <see langword="null"/> where nothing is known.</summary>
    public long? Of(JobSubmission job) => _fronts.TryGetValue((job.Queue, job.Priority), out var front) ? front : null;

    /// <summary>Says where the first ready job was found.</summary>
    public void Remember(JobSubmission job, long front)
    {
        if (_fronts.Count >= MaxCount)
        {
            _fronts.Clear();
        }

        _fronts.AddOrUpdate((job.Queue, job.Priority), front, (_, known) => Math.Max(known, front));
    }
}
