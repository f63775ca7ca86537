namespace Switchyard.Faults.Checking;

/// <summary>Of I7: who submits again under the same key, having lost the answer or at the same moment, is told the same job.</summary>
internal sealed class KeyCheck : ICheck
{
    public IEnumerable<Violation> Find(Evidence evidence) =>
        from submissions in evidence.Acknowledged.Where(line => line.Key is not null).GroupBy(line => line.Key)
        where submissions.Count() > 1
        select new Violation("I7", Breach.DoubledKey, submissions.Last().Job, submissions.First().At, submissions.Last().At, $"is one of {submissions.Count()} jobs of the key {submissions.Key}");
}
