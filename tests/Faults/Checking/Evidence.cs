using Switchyard.Faults.Histories;

namespace Switchyard.Faults.Checking;

/// <summary>All that is known after a run.</summary>
internal sealed class Evidence
{
    private readonly Dictionary<Guid, double> _ends;

    /// <summary>Takes the histories and what the store says.</summary>
    /// <param name="lines">All histories, in the order of time.</param>
    /// <param name="jobs">The rows there are.</param>
    /// <param name="lease">How long leases last.</param>
    public Evidence(IReadOnlyList<HistoryLine> lines, IReadOnlyList<StoredJob> jobs, TimeSpan lease)
    {
        (Lines, Rows) = (lines, jobs.ToLookup(job => job.Id));
        Acknowledged = [.. lines.Where(line => line.What == Happening.Acknowledged).DistinctBy(line => line.Job)];
        Attempts = AttemptHistory.Gather(lines, lease);
        Deaths = lines.Where(line => line.What == Happening.Killed).ToLookup(line => line.Who, line => line.At);
        Injections = [.. ReadInjections(lines)];
        _ends = lines.Where(line => line.What is Happening.Ended or Happening.Cancelled).GroupBy(line => line.Job).ToDictionary(group => group.Key, group => group.Last().At);
    }

    /// <summary>Gets all histories, in the order of time.</summary>
    public IReadOnlyList<HistoryLine> Lines { get; }

    /// <summary>Gets the rows by the jobs' names.</summary>
    public ILookup<Guid, StoredJob> Rows { get; }

    /// <summary>Gets the first acknowledgement of each job.</summary>
    public IReadOnlyList<HistoryLine> Acknowledged { get; }

    /// <summary>Gets the attempts of each job, in their order.</summary>
    public ILookup<Guid, AttemptHistory> Attempts { get; }

    /// <summary>Gets when processes died.</summary>
    public ILookup<string, double> Deaths { get; }

    /// <summary>Gets the faults, in the order of time.</summary>
    public IReadOnlyList<Injection> Injections { get; }

    /// <summary>Gets when a job's last attempt ended; never, where no worker said so.</summary>
    public double EndOf(Guid job) => _ends.GetValueOrDefault(job, double.PositiveInfinity);

    /// <summary>Gets since when nothing was broken that may make work wait, within a span of time.</summary>
    public double CalmSince(double from, double to) => Injections
        .Where(injection => !injection.IsLoad && injection.At < to && injection.Recovered > from)
        .Select(injection => injection.Recovered)
        .Append(from)
        .Max();

    /// <summary>Finds the fault that something goes back to: the first that began in a span of time, or else the last before it.</summary>
    public Injection? FindCause(double from, double to) => Injections.FirstOrDefault(injection => injection.At >= from && injection.At <= to) ?? Injections.LastOrDefault(injection => injection.At <= from);

    /// <summary>Gets the attempts that were begun after one that never ended itself.</summary>
    public IEnumerable<(AttemptHistory Broken, AttemptHistory Next)> FindRestarts() => Attempts.SelectMany(attempts => attempts.Zip(attempts.Skip(1)))
        .Where(pair => pair.Second.Started is { } started && !(pair.First.End?.At < started));

    /// <summary>Gets how the acknowledged jobs came to their first attempts.</summary>
    public IEnumerable<FirstStart> FindFirstStarts()
    {
        var submitted = Lines.Where(line => line.What == Happening.Submitting && line.Key is not null).DistinctBy(line => line.Key).ToDictionary(line => line.Key!, line => line.At);
        return
            from job in Acknowledged
            where job.Key is not null
            let first = Attempts[job.Job].FirstOrDefault()
            where first is { Number: 1, Started: not null }
            select new FirstStart(job.Job, job.Priority, submitted[job.Key!], job.At, first.Started!.Value);
    }

    private static IEnumerable<Injection> ReadInjections(IReadOnlyList<HistoryLine> lines) => lines
        .Where(line => line.What is Happening.Injected or Happening.Healed or Happening.Recovered)
        .GroupBy(line => line.Key)
        .Select(group => new Injection(group.First().Detail ?? string.Empty, group.First().At)
        {
            IsLoad = group.First().IsLoad,
            Healed = At(group, Happening.Healed),
            Recovered = At(group, Happening.Recovered),
        });

    private static double At(IEnumerable<HistoryLine> lines, Happening what) => lines.FirstOrDefault(line => line.What == what)?.At ?? double.PositiveInfinity;
}
