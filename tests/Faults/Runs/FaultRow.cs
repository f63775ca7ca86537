using Switchyard.Faults.Checking;

namespace Switchyard.Faults.Runs;

/// <summary>What one fault led to, over all its injections.</summary>
internal sealed class FaultRow
{
    private readonly ILookup<Breach, Violation> _violations;

    private FaultRow(string fault, IReadOnlyList<Injection> injections, RunResult result)
    {
        var evidence = result.Evidence;
        (Fault, Injections) = (fault, injections.Count);
        _violations = result.Violations.Where(violation => IsCause(violation.From, violation.To)).ToLookup(violation => violation.Breach);
        InFlight = injections.Sum(injection => evidence.Acknowledged.Count(job => job.At < injection.At && evidence.EndOf(job.Job) > injection.At));
        RunTwice = evidence.Attempts.Select(attempts => attempts.Select(attempt => attempt.Effect?.At).OfType<double>().ToList()).Count(effects => effects.Count > 1 && IsCause(effects[0], effects[1]));
        Restarts = new Spread(evidence.FindRestarts().Select(pair => (From: pair.Broken.Started ?? pair.Next.Started!.Value, To: pair.Next.Started!.Value))
            .Select(restart => (restart.To, Cause: evidence.FindCause(restart.From, restart.To))).Where(restart => restart.Cause?.Fault == fault).Select(restart => restart.To - restart.Cause!.At));
        Recoveries = new Spread(injections.Select(injection => injection.Recovered - injection.Healed));

        bool IsCause(double from, double to) => evidence.FindCause(from, to)?.Fault == fault;
    }

    public string Fault { get; }

    public int Injections { get; }

    /// <summary>Gets how many acknowledged jobs had not ended when it was injected.</summary>
    public int InFlight { get; }

    /// <summary>Gets how many jobs had their effect in two attempts.</summary>
    public int RunTwice { get; }

    /// <summary>Gets after how many seconds from the injection the jobs whose attempts it broke off were begun again.</summary>
    public Spread Restarts { get; }

    /// <summary>Gets after how many seconds from its end a job submitted then was done.</summary>
    public Spread Recoveries { get; }

    /// <summary>Makes the rows of a run, in the order of the faults' names.</summary>
    public static IReadOnlyList<FaultRow> Make(RunResult result) =>
        [.. result.Evidence.Injections.GroupBy(injection => injection.Fault).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new FaultRow(group.Key, [.. group], result))];

    /// <summary>Counts what was broken.</summary>
    public int Count(params IEnumerable<Breach> breaches) => breaches.Sum(breach => _violations[breach].Count());
}
