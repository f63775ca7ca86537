using Switchyard.Tests.Common;

namespace Switchyard.Queue.Tests;

/// <summary>A queue whose jobs no worker takes is reported within a minute, and not again and again.</summary>
public sealed class UnservedQueuesTests
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(5);

    private readonly ManualTimeProvider _time = new();
    private readonly UnservedQueues _queues;

    public UnservedQueuesTests() => _queues = new UnservedQueues(_time);

    [Fact]
    public void Find_ForAWhile_ReportsOnceWithinAMinute()
    {
        var found = Enumerable.Range(0, 100).Select(_ => FindNext(Of("a", 2), Of("a", 3, JobPriority.Urgent), Of("b", 0))).ToList();

        Assert.Equal([("a", 5L)], Assert.Single(found, reports => reports.Count > 0));
        Assert.InRange(found.FindIndex(reports => reports.Count > 0) * s_pause, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(59));
    }

    [Fact]
    public void Find_WorkersThatAreReplaced_AreNotMissed()
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.Empty(FindNext(Of("a", 2)));
            Assert.Empty(FindNext(Of("a", 2)));
            Assert.Empty(FindNext(Of("a", 0)));
        }
    }

    [Fact]
    public void Find_AgainAfterItWasOver_ReportsAgain()
    {
        var found = Enumerable.Range(0, 60).Select(i => FindNext(i is 20 or 40 ? [] : [Of("a", i)]));

        Assert.Equal(3, found.Count(reports => reports.Count > 0));
    }

    [Fact]
    public void Find_SeveralQueues_ReportsEach()
    {
        var found = Enumerable.Range(0, 30).SelectMany(i => FindNext(Of("a", 1), Of("b", i < 10 ? 0 : 1))).ToList();

        Assert.Equal([("a", 1L), ("b", 1L)], found);
    }

    private IReadOnlyList<(string Queue, long Count)> FindNext(params PriorityDepth[] depths)
    {
        var found = _queues.Find(depths);
        _time.Advance(s_pause);
        return found;
    }

    private static PriorityDepth Of(string queue, long unserved, JobPriority priority = JobPriority.Normal) => new(queue, priority, Ready: 10, Delayed: 0, Running: 0, TimeSpan.Zero, unserved);
}
