using Switchyard.Tests.Common;
using Switchyard.Web.Rendering;
using Xunit;

namespace Switchyard.Web.Tests.Rendering;

public sealed class RenderCoalescerTests
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(50);

    private readonly ManualTimeProvider _time = new();
    private readonly List<Exception> _failures = [];
    private int _renders;

    [Fact]
    public async Task Request_First_RendersAtOnce()
    {
        await using var coalescer = Create();

        coalescer.Request();

        Assert.Equal(1, _renders);
    }

    [Fact]
    public async Task Request_ManyInOneInterval_RendersTwice()
    {
        await using var coalescer = Create();

        for (var i = 0; i < 100; i++)
        {
            coalescer.Request();
        }

        _time.Advance(s_interval);
        Assert.Equal(2, _renders);
    }

    [Fact]
    public async Task Request_NothingAfterPause_RendersNoMore()
    {
        await using var coalescer = Create();
        coalescer.Request();

        _time.Advance(s_interval);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, _renders);
        Assert.Equal(0, _time.WaitingTimers);
    }

    [Fact]
    public async Task Request_SteadyForASecond_RendersAtMostTwentyTimes()
    {
        await using var coalescer = Create();

        for (var millisecond = 0; millisecond < 995; millisecond += 5)
        {
            coalescer.Request();
            _time.Advance(TimeSpan.FromMilliseconds(5));
        }

        Assert.Equal(20, _renders);
    }

    [Fact]
    public async Task Request_AfterIdle_RendersAtOnceAgain()
    {
        await using var coalescer = Create();
        coalescer.Request();
        _time.Advance(s_interval);

        coalescer.Request();

        Assert.Equal(2, _renders);
    }

    [Fact]
    public async Task DisposeAsync_WhilePausing_EndsWithoutRender()
    {
        var coalescer = Create();
        coalescer.Request();
        coalescer.Request();

        await coalescer.DisposeAsync();
        coalescer.Request();

        Assert.Equal(1, _renders);
        Assert.Equal(0, _time.WaitingTimers);
    }

    [Fact]
    public async Task Request_RenderOnClosedCircuit_IsForgiven()
    {
        await using var coalescer = new RenderCoalescer(static () => throw new ObjectDisposedException("renderer"), FailAsync, s_interval, _time);

        coalescer.Request();
        coalescer.Request();
        Assert.Empty(_failures);
    }

    [Fact]
    public async Task Request_RenderFails_IsToldAndRendersAgain()
    {
        var bug = new InvalidOperationException();
        await using var coalescer = new RenderCoalescer(() => _renders++ == 0 ? throw bug : Task.CompletedTask, FailAsync, s_interval, _time);
        coalescer.Request();

        coalescer.Request();

        Assert.Equal([bug], _failures);
        Assert.Equal(2, _renders);
    }

    [Fact]
    public void DefaultInterval_AllowsTwentyASecond() => Assert.Equal(20, TimeSpan.FromSeconds(1) / RenderCoalescer.DefaultInterval);

    // Without a context, continuations run inside Advance, so that nothing has to be waited for.
    private RenderCoalescer Create()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        return new RenderCoalescer(CountAsync, FailAsync, s_interval, _time);
    }

    private Task CountAsync()
    {
        _renders++;
        return Task.CompletedTask;
    }

    private Task FailAsync(Exception exception)
    {
        _failures.Add(exception);
        return Task.CompletedTask;
    }
}
