namespace Switchyard.Faults.Checking;

/// <summary>I8: where nothing is broken, a job that is ready is not begun after one of a lower priority that came more than a second later.</summary>
internal sealed class OrderCheck : ICheck
{
    private const double Slack = 1;

    public IEnumerable<Violation> Find(Evidence evidence)
    {
        var starts = evidence.FindFirstStarts().OrderBy(start => start.SubmittedAt).ToList();
        for (var i = 0; i < starts.Count; i++)
        {
            var high = starts[i];
            var overtaker = starts.Skip(i + 1).TakeWhile(low => low.SubmittedAt < high.StartedAt)
                .FirstOrDefault(low => low.Priority < high.Priority && low.SubmittedAt > high.ReadyAt + Slack && low.StartedAt < high.StartedAt - Slack);
            if (overtaker is not null && evidence.CalmSince(high.ReadyAt, high.StartedAt) == high.ReadyAt)
            {
                yield return new("I8", Breach.OutOfOrder, high.Id, high.ReadyAt, high.StartedAt, $"of priority {high.Priority} waited {high.StartedAt - high.ReadyAt:0.0} s while {overtaker.Id}, of priority {overtaker.Priority} and later, was begun");
            }
        }
    }
}
