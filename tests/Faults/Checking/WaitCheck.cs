namespace Switchyard.Faults.Checking;

/// <summary>
/// I5: nothing waits without an owner longer than a lease and a sweep, once whatever was broken works again. An attempt that broke off is followed by the next,
/// and a job that was submitted is begun unless there is more to do before it.
/// </summary>
internal sealed class WaitCheck : ICheck
{
    // A sweep (0.5 s), a look for jobs (1 s), the pace of redelivery (100 a second), and a machine with other things to do.
    private const double Limit = 8;

    public IEnumerable<Violation> Find(Evidence evidence) => FindRestarts(evidence).Concat(FindStarts(evidence));

    private static IEnumerable<Violation> FindRestarts(Evidence evidence) =>
        from pair in evidence.FindRestarts()
        let restarted = pair.Next.Started ?? 0
        let due = evidence.CalmSince(pair.Broken.HeldUntil ?? pair.Broken.Started ?? restarted, restarted)
        where restarted > due + Limit
        select new Violation("I5", Breach.Late, pair.Next.Job, pair.Broken.Started ?? due, restarted, $"waited {restarted - due:0.0} s for attempt {pair.Next.Number} after the lease of attempt {pair.Broken.Number} had lapsed");

    // Whoever waits while later ones of its own priority are begun was forgotten by somebody.
    private static IEnumerable<Violation> FindStarts(Evidence evidence)
    {
        var started = evidence.FindFirstStarts().ToList();
        foreach (var job in started)
        {
            var due = evidence.CalmSince(job.ReadyAt, job.StartedAt);
            if (job.StartedAt > due + Limit && started.Any(other => other.Priority == job.Priority && other.ReadyAt > job.ReadyAt + 1 && other.StartedAt < job.StartedAt - 1))
            {
                yield return new("I5", Breach.Late, job.Id, job.ReadyAt, job.StartedAt, $"waited {job.StartedAt - due:0.0} s to be begun while later ones were");
            }
        }
    }
}
