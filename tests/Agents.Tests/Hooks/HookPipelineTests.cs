using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;

namespace Switchyard.Agents.Tests.Hooks;

public sealed class HookPipelineTests
{
    private readonly List<string> _asked = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_HooksOfSeveralPriorities_AsksLowerNumbersFirstAndEqualOnesInOrder()
    {
        var pipeline = Create(Noting("c", 2), Noting("a", 1), Noting("d", 2), Noting("first", -1));

        var verdict = await pipeline.RunAsync(HookContexts.Step(), Token);

        Assert.Equal(["first", "a", "c", "d"], _asked);
        Assert.Equal(HookVerdict.Continue, verdict);
    }

    [Fact]
    public async Task Run_Point_AsksOnlyHooksOfItThatMatch()
    {
        var pipeline = Create(
            new FakeHook("elsewhere", Note("elsewhere")) { Points = [HookPoint.RunEnded] },
            new FakeHook("filtered", Note("filtered")) { Filter = context => context.Agent == "another" },
            new FakeHook("matching", Note("matching")) { Filter = context => context.Agent == "assistant" });

        await pipeline.RunAsync(HookContexts.Step(), Token);

        Assert.Equal(["matching"], _asked);
        Assert.Equal([0, 0, 1], pipeline.GetStatistics().Select(hook => hook.Calls));
    }

    [Fact]
    public async Task Run_Veto_EndsItWithReasonHookAndHint()
    {
        var pipeline = Create(new FakeHook("guard", HookResult.Veto("Not today.", TimeSpan.FromHours(3))), Noting("later", 1));

        var verdict = await pipeline.RunAsync(HookContexts.Step(), Token);

        Assert.Equal(new HookVerdict(HookVerdictKind.Vetoed) { IsModified = true, Reason = "Not today.", Hook = "guard", RetryAfter = TimeSpan.FromHours(3) }, verdict);
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task Run_Replacement_EndsItWithTheOutcomeInTheContext()
    {
        var pipeline = Create(Changing("cache", call => call.Result = new("7", null), HookResult.Replace), Noting("later", 1));
        var call = HookContexts.Tool(HookPoint.ToolCalling);

        var verdict = await pipeline.RunAsync(call, Token);

        Assert.True(verdict.IsReplaced);
        Assert.Equal("cache", verdict.Hook);
        Assert.Equal("7", call.Result?.Output);
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task Run_Modification_IsWhatLaterHooksSee()
    {
        var pipeline = Create(
            Changing("first", call => call.Arguments = System.Text.Json.JsonDocument.Parse("""{"to":"eve"}""").RootElement, HookResult.Modified),
            new FakeHook("second", (context, _) =>
            {
                _asked.Add(((ToolHookContext)context).Arguments.GetRawText());
                return new(HookResult.Continue);
            }));

        var verdict = await pipeline.RunAsync(HookContexts.Tool(HookPoint.ToolCalling), Token);

        Assert.Equal(["""{"to":"eve"}"""], _asked);
        Assert.Equal((true, true), (verdict.IsContinue, verdict.IsModified));
    }

    [Theory]
    [InlineData(HookPoint.RunEnded, HookResultKind.Veto, "a refusal where nothing can be refused")]
    [InlineData(HookPoint.ToolCalled, HookResultKind.Replace, "a replacement where nothing can be replaced")]
    [InlineData(HookPoint.ToolCalling, HookResultKind.Replace, "a replacement without an outcome")]
    public async Task Run_ResultThePointDoesNotKnow_IsAFailureAndSkipped(HookPoint point, HookResultKind kind, string failure)
    {
        var pipeline = Create(new FakeHook("wrong", new HookResult(kind, "no", null)), Noting("later", 1));

        var verdict = await pipeline.RunAsync(HookContexts.Tool(point), Token);

        Assert.True(verdict.IsContinue);
        Assert.Equal(["later"], _asked);
        Assert.Equal(failure, pipeline.GetStatistics()[0].LastFailure);
    }

    [Fact]
    public async Task Run_HookThatThrows_IsCountedAndSkipped()
    {
        var pipeline = Create(
            new FakeHook("at once", (_, _) => throw new InvalidOperationException("secret")),
            new FakeHook("later", async (_, _) =>
            {
                await Task.Yield();
                throw new OperationCanceledException();
            }),
            Noting("next", 0));

        var verdict = await pipeline.RunAsync(HookContexts.Step(), Token);

        Assert.True(verdict.IsContinue);
        Assert.Equal(["next"], _asked);
        Assert.Equal(
            [("at once", 1, 1, "InvalidOperationException"), ("later", 1, 1, "OperationCanceledException"), ("next", 1, 0, null)],
            pipeline.GetStatistics().Select(hook => (hook.Name, hook.Calls, hook.Failures, hook.LastFailure)));
    }

    [Fact]
    public async Task Run_GuardThatThrows_RefusesWhatCanBeRefused()
    {
        var pipeline = Create(new FakeHook("redaction", (_, _) => throw new InvalidOperationException()) { IsGuard = true });

        Assert.Equal("The guard 'redaction' could not look at it.", (await pipeline.RunAsync(HookContexts.Step(), Token)).Reason);
        Assert.True((await pipeline.RunAsync(HookContexts.Step(HookPoint.StepEnded), Token)).IsContinue);
    }

    [Fact]
    public async Task Run_ObserversOfOnePriority_WaitTogether()
    {
        var (one, other) = (new TaskCompletionSource(), new TaskCompletionSource());
        var pipeline = Create(Meeting("one", one, other), Meeting("other", other, one), Noting("after", 1));

        await pipeline.RunAsync(HookContexts.Step(), Token);

        Assert.Equal(["after"], _asked);
        Assert.All(pipeline.GetStatistics(), hook => Assert.Equal((1, 0, 0), (hook.Calls, hook.Failures, hook.Overruns)));
    }

    [Fact]
    public async Task Run_WhatAnObserverSays_IsIgnored()
    {
        var pipeline = Create(new FakeHook("observer", HookResult.Veto("no")) { OnlyObserves = true });

        Assert.Equal(HookVerdict.Continue, await pipeline.RunAsync(HookContexts.Step(), Token));
    }

    [Fact]
    public async Task Run_CallerCancelled_Throws()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        var pipeline = Create(Noting("never", 0));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await pipeline.RunAsync(HookContexts.Step(), cancel.Token));

        Assert.Empty(_asked);
    }

    [Fact]
    public async Task Run_HooksThatAnswerAtOnce_AllocatesNothing()
    {
        var pipeline = Create([.. Enumerable.Range(0, 20).Select(index => new FakeHook($"hook {index}", HookResult.Continue))]);
        var context = HookContexts.Step();
        using var cancel = new CancellationTokenSource();
        await pipeline.RunAsync(context, cancel.Token);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var verdict = pipeline.RunAsync(context, cancel.Token);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(verdict.IsCompletedSuccessfully);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public async Task Empty_AnyPoint_HasNoHooksAndGoesOn()
    {
        Assert.All(HookPoints.All, point => Assert.False(HookPipeline.Empty.HasHooks(point)));
        Assert.Equal(HookVerdict.Continue, await HookPipeline.Empty.RunAsync(HookContexts.Step(), Token));
        Assert.True(HookPoints.All.Count >= 20);
    }

    [Fact]
    public async Task Items_NotedAtTheBeginning_AreThereAtTheEnd()
    {
        var pipeline = Create(new FakeHook("timer", (context, _) =>
        {
            if (context.Point == HookPoint.ToolCalling)
            {
                context.Items["begun"] = "yes";
            }

            _asked.Add($"{context.Point} {context.Items["begun"]}");
            return new(HookResult.Continue);
        }));
        var call = HookContexts.Tool(HookPoint.ToolCalling);

        await pipeline.RunAsync(call, Token);
        call.Point = HookPoint.ToolCalled;
        await pipeline.RunAsync(call, Token);

        Assert.Equal(["ToolCalling yes", "ToolCalled yes"], _asked);
    }

    [Fact]
    public void Points_ThatHaveHappened_CanNeitherBeRefusedNorReplaced()
    {
        HookPoint[] over =
        [
            HookPoint.RunEnded, HookPoint.RunPaused, HookPoint.RunResumed, HookPoint.StepEnded, HookPoint.ModelCalled, HookPoint.ToolCalled, HookPoint.Checkpointed,
            HookPoint.ApprovalAnswered, HookPoint.QuestionAnswered, HookPoint.BudgetExceeded, HookPoint.SubagentEnded, HookPoint.CompactionEnded, HookPoint.WorkflowEnded,
        ];

        Assert.Equal(over.Order(), HookPoints.All.Where(point => !HookPoints.CanVeto(point) && !HookPoints.CanReplace(point)).Order());
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(50, 0)]
    public void Create_OptionsOutOfRange_IsRefused(int milliseconds, int maxOverruns) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new HookPipeline([], new HookPipelineOptions { TimeBudget = TimeSpan.FromMilliseconds(milliseconds), MaxOverruns = maxOverruns }, TimeProvider.System));

    [Fact]
    public void Create_TwoOfOneName_IsRefused()
    {
        var exception = Assert.Throws<ArgumentException>(() => Create(Noting("a", 0), Noting("a", 1)));

        Assert.StartsWith("Two hooks are named 'a'", exception.Message);
    }

    private static HookPipeline Create(params IReadOnlyList<IHook> hooks) => new(hooks, new HookPipelineOptions { TimeBudget = TimeSpan.FromSeconds(30) }, TimeProvider.System);

    private static FakeHook Changing(string name, Action<ToolHookContext> change, HookResult result) => new(name, (context, _) =>
    {
        change((ToolHookContext)context);
        return new(result);
    });

    private static FakeHook Meeting(string name, TaskCompletionSource own, TaskCompletionSource other) => new(name, async (_, cancellationToken) =>
    {
        own.SetResult();
        await other.Task.WaitAsync(cancellationToken);
        return HookResult.Continue;
    })
    {
        OnlyObserves = true,
    };

    private FakeHook Noting(string name, int priority) => new(name, Note(name)) { Priority = priority };

    private Func<HookContext, CancellationToken, ValueTask<HookResult>> Note(string name) => (_, _) =>
    {
        _asked.Add(name);
        return new(HookResult.Continue);
    };
}
