using Switchyard.Faults.Checking;
using Switchyard.Faults.Histories;
using Switchyard.Queue;

namespace Switchyard.Faults.Tests.Checking;

/// <summary>Writes a history by hand: a lease lasts 10 s.</summary>
internal sealed class RunScript
{
    private readonly List<HistoryLine> _lines = [];
    private readonly List<StoredJob> _rows = [];

    /// <summary>A job that was submitted and acknowledged.</summary>
    public Guid Submit(double at, string key = "k", int priority = 1)
    {
        var id = Guid.NewGuid();
        Say(Happening.Submitting, at, key: key);
        _lines.Add(new HistoryLine(Happening.Acknowledged, "client") { At = at + 0.1, Job = id, Key = key, Priority = priority });
        return id;
    }

    /// <summary>A job as it should be: submitted, done and charged for once.</summary>
    public Guid Done(double at, string key = "k", int priority = 1)
    {
        var id = Submit(at, key, priority);
        Start(id, at + 1, 1);
        Complete(id, at + 2, 1, key);
        Row(id, JobStatus.Completed, charge: new Charge(key, 1));
        return id;
    }

    public RunScript Start(Guid id, double at, int attempt, string who = "w1")
    {
        Say(Happening.Claimed, at, id, attempt, who);
        return Say(Happening.Started, at, id, attempt, who);
    }

    public RunScript Complete(Guid id, double at, int attempt, string key = "k", string who = "w1")
    {
        Say(Happening.Effect, at, id, attempt, who, key);
        Say(Happening.Ending, at, id, attempt, who, detail: EndNames.Completed);
        return Say(Happening.Ended, at, id, attempt, who, detail: EndNames.Completed);
    }

    public RunScript Say(Happening what, double at, Guid job = default, int attempt = 0, string who = "client", string? key = null, string? detail = null)
    {
        _lines.Add(new HistoryLine(what, who) { At = at, Job = job, Attempt = attempt, Key = key, Detail = detail });
        return this;
    }

    public RunScript Row(Guid id, JobStatus status, int ends = 1, Charge? charge = null)
    {
        _rows.Add(new StoredJob(id, status, ends, charge));
        return this;
    }

    public Evidence Evidence() => new([.. _lines.OrderBy(line => line.At)], _rows, TimeSpan.FromSeconds(10));

    /// <summary>What the checker says of it.</summary>
    public (string Invariant, Breach Breach)[] Check() => [.. HistoryChecker.Check(Evidence()).Select(violation => (violation.Invariant, violation.Breach))];
}
