using Switchyard.Queue;

namespace Switchyard.Faults.Checking;

/// <summary>I1, I2 and I7: each acknowledged job has one row, one end, and a result exactly if it is completed.</summary>
internal sealed class EndsOnceCheck : ICheck
{
    public IEnumerable<Violation> Find(Evidence evidence)
    {
        foreach (var acknowledged in evidence.Acknowledged)
        {
            var rows = evidence.Rows[acknowledged.Job].ToList();
            if (rows is not [var row])
            {
                yield return rows.Count == 0 ? Violate("I7", Breach.Lost, "was acknowledged and has no row") : Violate("I2", Breach.CommittedTwice, $"has {rows.Count} rows");
            }
            else if (row.Status <= JobStatus.Running)
            {
                yield return Violate("I1", Breach.Lost, $"was acknowledged and is {row.Status}");
            }
            else if (row.Ends != 1)
            {
                yield return Violate("I1", Breach.CommittedTwice, $"has ended {row.Ends} times");
            }
            else if (row.Status == JobStatus.Completed != row.Charge is not null)
            {
                yield return Violate("I2", Breach.CommittedTwice, $"is {row.Status} {(row.Charge is null ? "without" : "with")} a result");
            }

            Violation Violate(string invariant, Breach breach, string message) => new(invariant, breach, acknowledged.Job, acknowledged.At, double.PositiveInfinity, message);
        }
    }
}
