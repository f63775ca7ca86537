using System.Threading.Channels;
using Switchyard.Events.Windows;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Waiting;

namespace Switchyard.Events.Tests;

public sealed class EventWindowsTests
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private readonly ManualTimeProvider _time = new();
    private readonly Channel<BusEvent> _events = Channel.CreateUnbounded<BusEvent>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IAsyncEnumerable<EventWindow<int>> Sums => _events.Reader.ReadAllAsync(Token).AggregateAsync(s_minute, 0, (sum, busEvent) => sum + busEvent.Data.GetInt32(), _time, Token);

    [Fact]
    public async Task Aggregate_EventsOfSeveralSpans_SumsEachUp()
    {
        var start = _time.GetUtcNow();
        foreach (var (second, number) in new[] { (5, 1), (59, 2), (60, 3), (50, 4), (200, 5) })
        {
            Write(start.AddSeconds(second), number);
        }

        _events.Writer.Complete();

        Assert.Equal(
            [new(start, 2, 3), new(start + s_minute, 2, 7), new(start + (3 * s_minute), 1, 5)],
            await Sums.ToListAsync(Token));
    }

    [Fact]
    public async Task Aggregate_SpansTimeIsOver_IsToldWithoutAnotherEvent()
    {
        var start = _time.GetUtcNow();
        Write(start, 1);
        await using var windows = Sums.GetAsyncEnumerator(Token);
        var first = windows.MoveNextAsync().AsTask();
        await Eventually.BecomesTrueAsync(() => _time.WaitingTimers == 1, Token);
        Assert.False(first.IsCompleted);

        _time.Advance(s_minute);

        Assert.True(await first);
        Assert.Equal(new EventWindow<int>(start, 1, 1), windows.Current);
    }

    [Fact]
    public async Task Aggregate_ReaderLeavesWhileEventsAreAwaited_Ends()
    {
        Write(_time.GetUtcNow(), 1);
        Write(_time.GetUtcNow() + s_minute, 2);

        Assert.Equal(1, (await Sums.FirstAsync(Token)).Value);
    }

    [Fact]
    public async Task Aggregate_LengthOfNothing_IsRefused() => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
        async () => await _events.Reader.ReadAllAsync(Token).AggregateAsync(TimeSpan.Zero, 0, (sum, _) => sum, _time, Token).ToListAsync(Token));

    private void Write(DateTimeOffset at, int number) => Assert.True(_events.Writer.TryWrite(Events.Of("a", number) with { At = at }));
}
