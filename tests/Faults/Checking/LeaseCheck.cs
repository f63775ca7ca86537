namespace Switchyard.Faults.Checking;

/// <summary>I4: an attempt begins only when the one before it has been ended by its worker, or its lease has lapsed, or its process is dead.</summary>
internal sealed class LeaseCheck : ICheck
{
    // The database's clock and this machine's monotonic one are slewed apart by at most 500 parts in a million.
    private const double ClockSlack = 0.05;

    public IEnumerable<Violation> Find(Evidence evidence) =>
        from attempts in evidence.Attempts
        from pair in attempts.Zip(attempts.Skip(1))
        let started = pair.Second.Started ?? double.PositiveInfinity
        let held = pair.First.HeldUntil ?? 0
        where started < held - ClockSlack && !(pair.First.Ending < started) && !HasDied(evidence, pair.First, started)
        select new Violation("I4", Breach.EarlyStart, attempts.Key, pair.First.Started ?? started, started, $"was begun as attempt {pair.Second.Number} {held - started:0.000} s before the lease of attempt {pair.First.Number} had lapsed");

    private static bool HasDied(Evidence evidence, AttemptHistory attempt, double before) => evidence.Deaths[attempt.Who].Any(death => death < before);
}
