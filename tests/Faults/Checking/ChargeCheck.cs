namespace Switchyard.Faults.Checking;

/// <summary>I6: a job is charged for one effect, which its committed attempt did have. What was charged in all is then what was reported in all.</summary>
internal sealed class ChargeCheck : ICheck
{
    public IEnumerable<Violation> Find(Evidence evidence)
    {
        foreach (var row in evidence.Rows.SelectMany(rows => rows).Where(row => row.Charge is not null))
        {
            var attempts = evidence.Attempts[row.Id].ToList();
            var paid = attempts.Find(attempt => attempt.Number == row.Charge!.Attempt);
            if (paid?.Effect is not { } effect || effect.Key != row.Charge!.Key || paid.Ending is null)
            {
                yield return Violate("is charged for an effect that its attempt did not have or not report");
            }
            else if (attempts.Find(attempt => attempt.HasCompleted) is { } committed && committed.Number != paid.Number)
            {
                yield return Violate($"is charged for attempt {paid.Number} and was completed by attempt {committed.Number}");
            }

            Violation Violate(string message) => new("I6", Breach.ChargedTwice, row.Id, paid?.Started ?? 0, paid?.Ending ?? 0, message);
        }

        foreach (var charges in evidence.Rows.SelectMany(rows => rows).Where(row => row.Charge is not null).GroupBy(row => row.Charge!.Key).Where(charges => charges.Count() > 1))
        {
            yield return new("I6", Breach.ChargedTwice, charges.Last().Id, 0, 0, $"is one of {charges.Count()} jobs that are charged for the effect of key {charges.Key}");
        }
    }
}
