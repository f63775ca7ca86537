using Switchyard.Router.Configuration;
using Switchyard.Router.Failover;
using Switchyard.Tests.Common;
using Xunit;

namespace Switchyard.Router.Tests.Failover;

public sealed class CircuitBreakerTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void TryEnter_FailuresInARow_OpensForTheBreak()
    {
        var breaker = Create();
        Fail(breaker, 2);
        breaker.Succeed();
        Fail(breaker, 2);
        Assert.True(breaker.TryEnter(out _));

        breaker.Fail();

        Assert.False(breaker.TryEnter(out var retryAfter));
        Assert.Equal((true, TimeSpan.FromSeconds(5)), (breaker.IsOpen, retryAfter));
    }

    [Fact]
    public void TryEnter_AfterTheBreak_LetsExactlyTheProbesThrough()
    {
        var breaker = Create();
        Fail(breaker, 3);
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal([true, true, false, false], Enumerable.Range(0, 4).Select(_ => breaker.TryEnter(out var _)));

        breaker.Leave();
        Assert.True(breaker.TryEnter(out _));

        breaker.Succeed();
        Assert.False(breaker.IsOpen);
        Assert.True(breaker.TryEnter(out _));
    }

    [Fact]
    public void Fail_OfEachProbe_DoublesTheBreakUpToItsLimit()
    {
        var breaker = Create();
        Fail(breaker, 3);
        foreach (var seconds in (int[])[10, 20, 20])
        {
            _time.Advance(TimeSpan.FromSeconds(20));
            Assert.True(breaker.TryEnter(out _));
            breaker.Fail();
            Assert.False(breaker.TryEnter(out var retryAfter));
            Assert.Equal(TimeSpan.FromSeconds(seconds), retryAfter);
        }
    }

    [Fact]
    public void Fail_OfARequestFromBeforeTheBreak_ChangesNothing()
    {
        var breaker = Create();
        Fail(breaker, 3);

        breaker.Fail();

        Assert.False(breaker.TryEnter(out var retryAfter));
        Assert.Equal(TimeSpan.FromSeconds(5), retryAfter);
    }

    private static void Fail(CircuitBreaker breaker, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.True(breaker.TryEnter(out _));
            breaker.Fail();
        }
    }

    private CircuitBreaker Create() =>
        new(new BreakerOptions { Failures = 3, Break = TimeSpan.FromSeconds(5), MaxBreak = TimeSpan.FromSeconds(20), Probes = 2 }, _time);
}
