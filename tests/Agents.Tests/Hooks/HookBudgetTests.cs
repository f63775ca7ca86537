using Switchyard.Agents.Hooks;
using Switchyard.Agents.Tests.Hooks.BuiltIn;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Waiting;

namespace Switchyard.Agents.Tests.Hooks;

/// <summary>A hook that takes too long is left behind, and in the end not asked any more.</summary>
public sealed class HookBudgetTests
{
    private static readonly TimeSpan s_budget = TimeSpan.FromMilliseconds(50);

    private readonly ManualTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_HookOverItsBudget_GoesOnAndCancelsIt()
    {
        var cancelled = new TaskCompletionSource();
        var pipeline = Create(new FakeHook("slow", async (_, cancellationToken) =>
        {
            await using var registration = cancellationToken.Register(cancelled.SetResult);
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return HookResult.Veto("too late");
        }));

        var verdict = await OverrunAsync(pipeline);

        Assert.True(verdict.IsContinue);
        await cancelled.Task.WaitAsync(Token);
        Assert.Equal((1, 1, 0), (pipeline.GetStatistics()[0].Calls, pipeline.GetStatistics()[0].Overruns, pipeline.GetStatistics()[0].Failures));
    }

    [Fact]
    public async Task Run_FiveOverrunsInARow_DisablesTheHookUntilItIsEnabled()
    {
        var pipeline = Create(Never("slow"));
        for (var overrun = 1; overrun <= 5; overrun++)
        {
            Assert.False(pipeline.GetStatistics()[0].IsDisabled);
            await OverrunAsync(pipeline);
        }

        Assert.True(pipeline.GetStatistics()[0].IsDisabled);
        Assert.True((await pipeline.RunAsync(HookContexts.Step(), Token)).IsContinue);
        Assert.Equal(5, pipeline.GetStatistics()[0].Calls);

        Assert.True(pipeline.Enable("slow"));
        Assert.False(pipeline.Enable("unknown"));
        await OverrunAsync(pipeline);
        Assert.Equal((6, false), (pipeline.GetStatistics()[0].Overruns, pipeline.GetStatistics()[0].IsDisabled));
    }

    [Fact]
    public async Task Run_CallInTimeBetweenOverruns_BeginsTheCountAnew()
    {
        var isSlow = true;
        var pipeline = Create(new FakeHook("moody", (_, cancellationToken) => isSlow ? WaitAsync(cancellationToken) : new(HookResult.Continue)));
        for (var call = 1; call <= 9; call++)
        {
            isSlow = call != 5;
            var running = pipeline.RunAsync(HookContexts.Step(), Token).AsTask();
            await AdvanceAsync(running);
            await running;
        }

        Assert.Equal((9, 8, false), (pipeline.GetStatistics()[0].Calls, pipeline.GetStatistics()[0].Overruns, pipeline.GetStatistics()[0].IsDisabled));
    }

    [Fact]
    public async Task Run_HookThatHoldsItsThread_IsLeftBehindFromTheSecondTimeOn()
    {
        using var gate = new ManualResetEventSlim(initialState: true);
        var pipeline = Create(new FakeHook("busy", (_, _) =>
        {
            gate.Wait(Token);
            _time.Advance(s_budget * 2);
            return new(HookResult.Modified);
        }));

        Assert.True((await pipeline.RunAsync(HookContexts.Step(), Token)).IsModified);
        gate.Reset();

        Assert.False((await OverrunAsync(pipeline)).IsModified);
        Assert.Equal(2, pipeline.GetStatistics()[0].Overruns);
        gate.Set();
    }

    [Fact]
    public async Task Run_Overruns_AreMeasured()
    {
        using var measured = new Measurements();
        var name = $"slow-{Guid.NewGuid():N}";
        var pipeline = Create(Never(name));
        for (var overrun = 1; overrun <= 5; overrun++)
        {
            await OverrunAsync(pipeline);
        }

        Assert.Equal(5, measured.Of($"switchyard.agents.hook.overruns 1 hook.name={name}").Count);
        Assert.Single(measured.Of($"switchyard.agents.hook.disabled 1 hook.name={name}"));
    }

    [Fact]
    public async Task Run_GuardThatOverran_RefusesThoseCallsAndIsAskedAgain()
    {
        var isSlow = true;
        var pipeline = Create(new FakeHook("guard", (_, cancellationToken) => isSlow ? WaitAsync(cancellationToken) : new(HookResult.Continue)) { IsGuard = true });
        for (var overrun = 1; overrun <= 6; overrun++)
        {
            Assert.True((await OverrunAsync(pipeline)).IsVetoed);
        }

        isSlow = false;

        Assert.False((await pipeline.RunAsync(HookContexts.Step(), Token)).IsVetoed);
        Assert.Equal((7, 6, false), (pipeline.GetStatistics()[0].Calls, pipeline.GetStatistics()[0].Overruns, pipeline.GetStatistics()[0].IsDisabled));
    }

    [Fact]
    public async Task Run_CallerCancelsWhileAHookWorks_ThrowsAndCountsNothing()
    {
        using var cancel = new CancellationTokenSource();
        var pipeline = Create(Never("slow"));

        var running = pipeline.RunAsync(HookContexts.Step(), cancel.Token).AsTask();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal((0, 0), (pipeline.GetStatistics()[0].Overruns, pipeline.GetStatistics()[0].Failures));
    }

    private static FakeHook Never(string name) => new(name, (_, cancellationToken) => WaitAsync(cancellationToken));

    private static async ValueTask<HookResult> WaitAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return HookResult.Continue;
    }

    private HookPipeline Create(IHook hook) => new([hook], new HookPipelineOptions { TimeBudget = s_budget }, _time);

    private async Task<HookVerdict> OverrunAsync(HookPipeline pipeline)
    {
        var running = pipeline.RunAsync(HookContexts.Step(), Token).AsTask();
        await AdvanceAsync(running);
        return await running;
    }

    private async Task AdvanceAsync(Task running)
    {
        await Eventually.BecomesTrueAsync(() => running.IsCompleted || _time.WaitingTimers > 0, Token);
        _time.Advance(s_budget);
    }
}
