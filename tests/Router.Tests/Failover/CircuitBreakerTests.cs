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
        Enter(breaker).Succeed();
        Fail(breaker, 2);
        var last = Enter(breaker);

        last.Fail();

        Assert.False(breaker.TryEnter(out _, out var retryAfter));
        Assert.Equal((true, true, TimeSpan.FromSeconds(5)), (breaker.IsOpen, breaker.IsResting, retryAfter));
    }

    [Fact]
    public void TryEnter_AfterTheBreak_LetsExactlyTheProbesThrough()
    {
        var breaker = Create();
        Fail(breaker, 3);
        _time.Advance(TimeSpan.FromSeconds(5));
        var (first, second) = (Enter(breaker), Enter(breaker));
        Assert.Equal((false, true, false), (breaker.TryEnter(out _, out _), breaker.IsOpen, breaker.IsResting));

        first.Leave();
        first.Leave();
        Enter(breaker);
        Assert.False(breaker.TryEnter(out _, out _));

        second.Succeed();
        Assert.False(breaker.IsOpen);
        Enter(breaker);
    }

    [Fact]
    public async Task F77_HalfOpenUnderLoad_LetsExactlyTheProbesThrough()
    {
        for (var round = 0; round < 50; round++)
        {
            var breaker = Create();
            var early = Enumerable.Range(0, 64).Select(_ => Enter(breaker)).ToList();
            Fail(breaker, 3);
            _time.Advance(TimeSpan.FromSeconds(5));
            var entered = 0;

            // Requests from before the break end meanwhile, each in another way; none of them was a probe.
            await Task.WhenAll(early.Select((pass, i) => Task.Run(
                () =>
                {
                    End(pass, i);
                    Interlocked.Add(ref entered, breaker.TryEnter(out _, out _) ? 1 : 0);
                },
                TestContext.Current.CancellationToken)));

            Assert.Equal((2, true), (entered, breaker.IsOpen));
        }
    }

    [Fact]
    public void Fail_OfEachProbe_DoublesTheBreakUpToItsLimit()
    {
        var breaker = Create();
        Fail(breaker, 3);
        foreach (var seconds in (int[])[10, 20, 20])
        {
            _time.Advance(TimeSpan.FromSeconds(20));
            Enter(breaker).Fail();
            Assert.False(breaker.TryEnter(out _, out var retryAfter));
            Assert.Equal(TimeSpan.FromSeconds(seconds), retryAfter);
        }
    }

    [Fact]
    public void Fail_OfARequestFromBeforeTheBreak_ChangesNothing()
    {
        var breaker = Create();
        var early = Enter(breaker);
        Fail(breaker, 3);

        early.Fail();

        Assert.False(breaker.TryEnter(out _, out var retryAfter));
        Assert.Equal(TimeSpan.FromSeconds(5), retryAfter);
    }

    [Fact]
    public void Fail_OfTheProbeThatClosedIt_CountsAsAFailure()
    {
        var breaker = Create();
        Fail(breaker, 3);
        _time.Advance(TimeSpan.FromSeconds(5));
        var probe = Enter(breaker);
        probe.Succeed();

        probe.Fail();
        Fail(breaker, 2);

        Assert.True(breaker.IsOpen);
    }

    private static CircuitPass Enter(CircuitBreaker breaker)
    {
        Assert.True(breaker.TryEnter(out var pass, out _));
        return pass;
    }

    private static void End(CircuitPass pass, int way)
    {
        switch (way % 3)
        {
            case 0:
                pass.Leave();
                break;
            case 1:
                pass.Succeed();
                break;
            default:
                pass.Fail();
                break;
        }
    }

    private static void Fail(CircuitBreaker breaker, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Enter(breaker).Fail();
        }
    }

    private CircuitBreaker Create() =>
        new(new BreakerOptions { Failures = 3, Break = TimeSpan.FromSeconds(5), MaxBreak = TimeSpan.FromSeconds(20), Probes = 2 }, _time);
}
