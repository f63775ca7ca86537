using System.Collections.Concurrent;

namespace Switchyard.Queue.Postgres;

/// <summary>
/// Remembers about where the ready jobs of each queue and priority begin. Places rise, and the index of places keeps those of jobs that are gone until the table
/// is vacuumed: a look that began at the first place would go through all of them. Others may have put jobs before what is remembered here, so that it is
/// believed for a moment only; where nothing is ready, new places go on from it all the same.
/// </summary>
internal sealed class Fronts(TimeProvider time)
{
    private const int MaxCount = 10_000;

    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<(string Queue, JobPriority Priority), Front> _fronts = new();

    /// <summary>Gets the place from which on there may be ready jobs; <see langword="null"/> where it has to be looked for.</summary>
    public long? Of(JobSubmission job) => _fronts.TryGetValue((job.Queue, job.Priority), out var front) && time.GetElapsedTime(front.At) < s_moment ? front.Place : null;

    /// <summary>Gets the place from which on jobs are put where nothing is ready; <see langword="null"/> where nothing is known.</summary>
    public long? FloorOf(JobSubmission job) => _fronts.TryGetValue((job.Queue, job.Priority), out var front) ? front.Floor : null;

    /// <summary>Says where the first ready job was found.</summary>
    /// <param name="job">Of which queue and priority.</param>
    /// <param name="place">The place.</param>
    /// <param name="isLooked">Whether it was looked for from the beginning.</param>
    public void Remember(JobSubmission job, long place, bool isLooked)
    {
        if (_fronts.Count >= MaxCount)
        {
            _fronts.Clear();
        }

        var now = time.GetTimestamp();
        _fronts.AddOrUpdate(
            (job.Queue, job.Priority),
            _ => new Front(place, place, now),
            (_, known) => new Front(isLooked ? place : Math.Max(known.Place, place), Math.Max(known.Floor, place), isLooked ? now : known.At));
    }

    private readonly record struct Front(long Place, long Floor, long At);
}
