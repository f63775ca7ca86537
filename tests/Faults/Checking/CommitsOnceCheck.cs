using Switchyard.Faults.Histories;

namespace Switchyard.Faults.Checking;

/// <summary>
/// I3: of all attempts of a job one commits, and none begins after that. An effect may come twice where a worker was lost between it and the commit, as in every
/// queue; both then have the job's key, by which whoever is affected knows them for one.
/// </summary>
internal sealed class CommitsOnceCheck : ICheck
{
    public IEnumerable<Violation> Find(Evidence evidence) => evidence.Attempts.SelectMany(FindIn);

    private static IEnumerable<Violation> FindIn(IGrouping<Guid, AttemptHistory> attempts)
    {
        var completed = attempts.Where(attempt => attempt.HasCompleted).ToList();
        foreach (var attempt in completed.Skip(1))
        {
            yield return new("I3", Breach.CommittedTwice, attempts.Key, completed[0].End!.At, attempt.End!.At, $"was completed by attempts {completed[0].Number} and {attempt.Number}");
        }

        if (completed.FirstOrDefault() is { } first && attempts.FirstOrDefault(attempt => attempt.Number > first.Number && attempt.Started is not null) is { } late)
        {
            yield return new("I3", Breach.CommittedTwice, attempts.Key, first.End!.At, late.Started!.Value, $"was completed by attempt {first.Number} and begun again by attempt {late.Number}");
        }

        var keys = attempts.Select(attempt => attempt.Effect).OfType<HistoryLine>().Select(effect => effect.Key).Distinct().ToList();
        if (keys.Count > 1)
        {
            yield return new("I3", Breach.CommittedTwice, attempts.Key, attempts.First().Effect?.At ?? 0, attempts.Last().Effect?.At ?? 0, $"had effects under the keys {string.Join(" and ", keys)}");
        }
    }
}
