using Switchyard.Faults.Histories;

namespace Switchyard.Faults.Checking;

/// <summary>What is known of one attempt.</summary>
internal sealed class AttemptHistory
{
    private AttemptHistory(IReadOnlyList<HistoryLine> lines, double lease)
    {
        (Job, Number, Who) = (lines[0].Job, lines[0].Attempt, lines[0].Who);
        Started = Find(lines, Happening.Started);
        Effect = lines.FirstOrDefault(line => line.What == Happening.Effect);
        Ending = Find(lines, Happening.Ending);
        End = lines.FirstOrDefault(line => line.What == Happening.Ended);
        var held = lines.LastOrDefault(line => line.What is Happening.Claimed or Happening.Renewed);
        HeldUntil = held is null ? null : held.At + lease;
    }

    /// <summary>Gets the job.</summary>
    public Guid Job { get; }

    /// <summary>Gets its number.</summary>
    public int Number { get; }

    /// <summary>Gets the worker process.</summary>
    public string Who { get; }

    /// <summary>Gets when its handler began.</summary>
    public double? Started { get; }

    /// <summary>Gets its effect.</summary>
    public HistoryLine? Effect { get; }

    /// <summary>Gets when its worker was about to end it.</summary>
    public double? Ending { get; }

    /// <summary>Gets its end, once that was taken.</summary>
    public HistoryLine? End { get; }

    /// <summary>Gets until when its lease lasted at least.</summary>
    public double? HeldUntil { get; }

    /// <summary>Gets whether it ended its job with a result.</summary>
    public bool HasCompleted => End?.Detail == EndNames.Completed;

    /// <summary>Gathers the attempts of all jobs, in their order.</summary>
    public static ILookup<Guid, AttemptHistory> Gather(IEnumerable<HistoryLine> lines, TimeSpan lease) => lines
        .Where(line => line.Attempt > 0)
        .GroupBy(line => (line.Job, line.Attempt))
        .Select(group => new AttemptHistory([.. group], lease.TotalSeconds))
        .OrderBy(attempt => attempt.Number)
        .ToLookup(attempt => attempt.Job);

    private static double? Find(IReadOnlyList<HistoryLine> lines, Happening what) => lines.FirstOrDefault(line => line.What == what)?.At;
}
