using Switchyard.Tests.Common;
using Switchyard.Web.Components;
using Switchyard.Web.Tests.Support;
using Xunit;

namespace Switchyard.Web.Tests.Components;

public sealed class PollingPageTests : IAsyncDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);

    private readonly ManualTimeProvider _time = new();
    private readonly PageRenderer _renderer = new();

    public ValueTask DisposeAsync() => _renderer.DisposeAsync();

    [Fact]
    public async Task Refresh_FailsUnexpectedly_ReachesTheErrorBoundary()
    {
        var bug = new InvalidOperationException();
        var page = new Page(_time) { Refresh = _ => throw bug };

        await _renderer.ShowAsync(page);

        Assert.Equal([bug], _renderer.Failures);
        Assert.Equal(0, _time.WaitingTimers);
        await page.DisposeAsync();
    }

    [Fact]
    public async Task DisposeAsync_WhileRefreshing_EndsInSilence()
    {
        var page = new Page(_time) { Refresh = static cancellationToken => Task.Delay(Timeout.Infinite, cancellationToken) };
        await _renderer.ShowAsync(page);

        await page.DisposeAsync();

        Assert.Empty(_renderer.Failures);
    }

    [Fact]
    public async Task RefreshNowAsync_PageLeft_AsksNothing()
    {
        var refreshes = 0;
        var page = new Page(_time) { Refresh = _ => Task.FromResult(refreshes++) };
        await _renderer.ShowAsync(page);
        await page.DisposeAsync();

        await page.AnswerLateAsync();

        Assert.Equal(1, refreshes);
    }

    private sealed class Page : PollingPage
    {
        // The renderer injects nothing into a page it is given.
        public Page(TimeProvider time) => Time = time;

        public required Func<CancellationToken, Task> Refresh { get; init; }

        private protected override TimeSpan Interval => s_interval;

        public Task AnswerLateAsync() => RefreshNowAsync();

        private protected override Task RefreshAsync(CancellationToken cancellationToken) => Refresh(cancellationToken);
    }
}
