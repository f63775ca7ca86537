using Microsoft.Extensions.AI;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.BuiltIn.RateLimits;
using Switchyard.Tests.Common;

namespace Switchyard.Agents.Tests.Hooks.BuiltIn;

public sealed class RateLimitHookTests
{
    private readonly ManualTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_OverTheLimit_IsRefusedWithAHintThatHolds()
    {
        var pipeline = Create(new RateLimit(2, TimeSpan.FromSeconds(10)));
        Assert.True((await pipeline.RunAsync(HookContexts.Model(), Token)).IsContinue);
        Assert.True((await pipeline.RunAsync(HookContexts.Model(), Token)).IsContinue);

        var refused = await pipeline.RunAsync(HookContexts.Model(), Token);

        Assert.Equal("Too often: at most 2 in 10 seconds; try again in 5.", refused.Reason);
        Assert.Equal(TimeSpan.FromSeconds(5), refused.RetryAfter);

        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.True((await pipeline.RunAsync(HookContexts.Model(), Token)).IsContinue);
        Assert.True((await pipeline.RunAsync(HookContexts.Model(), Token)).IsVetoed);
    }

    [Fact]
    public async Task Call_OfAnotherModel_HasALimitOfItsOwn()
    {
        var pipeline = Create(new RateLimit(1, TimeSpan.FromSeconds(1)) { Scope = RateLimitScope.Target });
        var other = HookContexts.Model();
        other.Options = new ChatOptions { ModelId = "large" };

        Assert.True((await pipeline.RunAsync(HookContexts.Model(), Token)).IsContinue);
        Assert.True((await pipeline.RunAsync(other, Token)).IsContinue);
        Assert.True((await pipeline.RunAsync(HookContexts.Model(), Token)).IsVetoed);
    }

    [Fact]
    public async Task Call_RefusedByOneLimit_UsesUpNoOther()
    {
        var pipeline = Create(
            new RateLimit(2, TimeSpan.FromSeconds(100)) { Scope = RateLimitScope.User },
            new RateLimit(1, TimeSpan.FromSeconds(1)) { Scope = RateLimitScope.None });
        await pipeline.RunAsync(HookContexts.Model(), Token);
        Assert.Equal(TimeSpan.FromSeconds(1), (await pipeline.RunAsync(HookContexts.Model(), Token)).RetryAfter);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.True((await pipeline.RunAsync(HookContexts.Model(), Token)).IsContinue);
    }

    [Fact]
    public async Task Tool_LimitOfToolCalls_LeavesModelCallsAlone()
    {
        var pipeline = Create(new RateLimit(1, TimeSpan.FromHours(1)) { Point = HookPoint.ToolCalling, Scope = RateLimitScope.Target | RateLimitScope.User });

        Assert.True((await pipeline.RunAsync(HookContexts.Tool(HookPoint.ToolCalling), Token)).IsContinue);
        Assert.True((await pipeline.RunAsync(HookContexts.Tool(HookPoint.ToolCalling), Token)).IsVetoed);
        Assert.False(pipeline.HasHooks(HookPoint.ModelCalling));
    }

    [Fact]
    public async Task Call_AfterALongPause_MayUseNoMoreThanTheBurst()
    {
        var pipeline = Create(new RateLimit(1, TimeSpan.FromSeconds(1)) { Burst = 3 });
        _time.Advance(TimeSpan.FromHours(1));

        for (var call = 1; call <= 3; call++)
        {
            Assert.True((await pipeline.RunAsync(HookContexts.Model(), Token)).IsContinue);
        }

        Assert.True((await pipeline.RunAsync(HookContexts.Model(), Token)).IsVetoed);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    public void Create_LimitOutOfRange_IsRefused(int permits, int seconds, int burst) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Create(new RateLimit(permits, TimeSpan.FromSeconds(seconds)) { Burst = burst }));

    [Fact]
    public void Create_LimitWhereNothingCanBeRefused_IsRefused() =>
        Assert.StartsWith("Nothing can be refused at RunEnded.", Assert.Throws<ArgumentException>(() => Create(new RateLimit(1, TimeSpan.FromHours(1)) { Point = HookPoint.RunEnded })).Message);

    private HookPipeline Create(params IReadOnlyList<RateLimit> limits) => new([new RateLimitHook(limits, _time)], new HookPipelineOptions(), TimeProvider.System);
}
