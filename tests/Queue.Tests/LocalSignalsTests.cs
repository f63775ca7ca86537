using Switchyard.Tests.Common;

namespace Switchyard.Queue.Tests;

/// <summary>Whoever waits is woken by what concerns them, and by time.</summary>
public sealed class LocalSignalsTests
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(10);

    private readonly ManualTimeProvider _time = new();
    private readonly LocalSignals _signals;

    public LocalSignalsTests() => _signals = new LocalSignals(s_look, _time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wait_Signal_WakesAllWhoWaitForIt()
    {
        var id = Guid.NewGuid();
        Task[] waits = [Jobs("a"), Jobs("a"), Events(id), Events(id)];
        var others = Task.WhenAny(Jobs("b"), Events(Guid.NewGuid()));

        _signals.JobsReady("a");
        _signals.EventsAdded([id]);

        await Task.WhenAll(waits);
        Assert.False(others.IsCompleted);
    }

    [Fact]
    public async Task Wait_ForAnEnd_IsWokenByItAndByNoOtherEvent()
    {
        var id = Guid.NewGuid();
        var end = _signals.WaitForEndAsync(id, TimeSpan.FromHours(1), Token);
        var first = Events(id);
        _signals.EventsAdded([id]);

        // Whoever is woken is so by another thread: once the other has been, this one would have been too.
        await first;
        var next = Events(id);
        _signals.EventsAdded([id]);
        await next;
        Assert.False(end.IsCompleted);
        next = Events(id);

        _signals.JobsEnded([Guid.NewGuid(), id]);

        await Task.WhenAll(end, next);
    }

    [Fact]
    public async Task Wait_AfterASignal_WaitsForTheNext()
    {
        _signals.JobsReady("a");
        var first = Jobs("a");
        Assert.False(first.IsCompleted);
        _signals.JobsReady("a");
        await first;

        Assert.False(Jobs("a").IsCompleted);
    }

    [Fact]
    public async Task Wait_NoSignal_LooksAfterTheShorterOfBothTimes()
    {
        var looks = _signals.WaitForJobsAsync("a", TimeSpan.FromHours(1), Token);
        var ends = _signals.WaitForJobsAsync("a", TimeSpan.FromSeconds(1), Token);

        _time.Advance(TimeSpan.FromSeconds(1));
        await ends;
        Assert.False(looks.IsCompleted);
        _time.Advance(s_look);
        await looks;
    }

    [Fact]
    public async Task Wait_OneLeaves_TheOthersAreStillWoken()
    {
        using var stop = new CancellationTokenSource();
        var leaves = _signals.WaitForJobsAsync("a", TimeSpan.FromHours(1), stop.Token);
        var stays = Jobs("a");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);

        _signals.JobsReady("a");

        await stays;
    }

    private Task Jobs(string queue) => _signals.WaitForJobsAsync(queue, TimeSpan.FromHours(1), Token);

    private Task Events(Guid id) => _signals.WaitForEventsAsync(id, TimeSpan.FromHours(1), Token);
}
