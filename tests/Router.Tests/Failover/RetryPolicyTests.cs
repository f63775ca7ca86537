using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Failover;
using Switchyard.Router.Forwarding;
using Xunit;

namespace Switchyard.Router.Tests.Failover;

public sealed class RetryPolicyTests
{
    private readonly RetryPolicy _policy = new(Options.Create(new RouterOptions { Retries = { Attempts = 3, Delay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(3) } }));

    [Fact]
    public void MayRepeat_Class_SaysHowOften()
    {
        var tries = Enum.GetValues<AttemptOutcome>().ToDictionary(outcome => outcome, outcome => 1 + Enumerable.Range(1, 9).TakeWhile(count => _policy.MayRepeat(outcome, count)).Count());

        Assert.Equal(
            [(AttemptOutcome.RateLimited, 3), (AttemptOutcome.Failed, 2), (AttemptOutcome.Unreachable, 3)],
            tries.Where(pair => pair.Value > 1).Select(pair => (pair.Key, pair.Value)));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(9, 3)]
    public void DelayBefore_EachRound_IsAnywhereUpToALongerLimit(int round, int seconds)
    {
        var delays = Enumerable.Range(0, 2000).Select(_ => _policy.DelayBefore(round, null)!.Value.TotalSeconds).ToList();

        Assert.InRange(delays.Max(), 0.9 * seconds, seconds);
        Assert.InRange(delays.Min(), 0, 0.1 * seconds);
    }

    [Fact]
    public void DelayBefore_RetryAfter_IsHonouredOrLeftToTheCaller()
    {
        Assert.InRange(_policy.DelayBefore(2, TimeSpan.FromSeconds(4))!.Value, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(4.1));
        Assert.Null(_policy.DelayBefore(2, TimeSpan.FromSeconds(11)));
    }
}
