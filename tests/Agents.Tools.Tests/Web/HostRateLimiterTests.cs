using Switchyard.Agents.Tools.Web;
using Switchyard.Tests.Common;

namespace Switchyard.Agents.Tools.Tests.Web;

public sealed class HostRateLimiterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly ManualTimeProvider _time = new();
    private readonly HostRateLimiter _limiter;

    public HostRateLimiterTests() => _limiter = new HostRateLimiter(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), _time);

    [Fact]
    public async Task Wait_ForOneHost_GivesTurnsAnIntervalApart()
    {
        var turns = Enumerable.Range(0, 3).Select(_ => _limiter.WaitAsync("a.example", Token)).ToList();

        Assert.Equal([true, false, false], turns.Select(turn => turn.IsCompleted));
        _time.Advance(TimeSpan.FromSeconds(1));
        await turns[1].WaitAsync(Token);
        Assert.False(turns[2].IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await turns[2].WaitAsync(Token);
    }

    [Fact]
    public void Wait_ForOtherHosts_TakesNoTime()
    {
        Assert.True(_limiter.WaitAsync("a.example", Token).IsCompleted);
        Assert.True(_limiter.WaitAsync("b.example", Token).IsCompleted);
        Assert.False(_limiter.WaitAsync("A.example", Token).IsCompleted);
    }

    [Fact]
    public async Task Wait_BehindTooMany_IsRefused()
    {
        for (var turn = 0; turn < 3; turn++)
        {
            _ = _limiter.WaitAsync("a.example", Token);
        }

        var refusal = await Assert.ThrowsAsync<PageRefusedException>(() => _limiter.WaitAsync("a.example", Token));

        Assert.Equal("there are too many requests to a.example already; try again in 3 seconds", refusal.Message);
    }

    [Fact]
    public void Wait_ForVeryManyHosts_ForgetsThoseWhoseTurnHasPassed()
    {
        for (var host = 0; host < 5_000; host++)
        {
            Assert.True(_limiter.WaitAsync($"{host}.example", Token).IsCompleted);
            _time.Advance(TimeSpan.FromSeconds(2));
        }
    }
}
