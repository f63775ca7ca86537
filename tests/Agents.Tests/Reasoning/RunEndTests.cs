using System.Collections.Concurrent;
using System.Diagnostics;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.BuiltIn.Telemetry;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Tests.Graphs;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.Agents.Tests.Reasoning;

/// <summary>However a run leaves a process, hooks are told once, its span ends and its code's session with it.</summary>
public sealed class RunEndTests : IDisposable
{
    private readonly ConcurrentQueue<(HookPoint, RunStatus?)> _told = [];
    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ScriptedCode _code = new();
    private readonly ActivityListener _listener;
    private readonly AgentBench _bench;

    public RunEndTests()
    {
        _bench = new AgentBench(ScriptedAnswer.Say("```\nx = 1\n```"), ScriptedAnswer.Hold("so", _release.Task, " it is")) { Code = _code };
        _bench.Definition = _bench.Definition with { Kind = AgentKinds.CodeAct };
        var note = new ScriptedHook(Note, HookPoint.RunEnded, HookPoint.RunPaused, HookPoint.ModelCalling);
        _bench.Hooks = new HookPipeline([note, new TracingHook()], new HookPipelineOptions { TimeBudget = TimeSpan.FromMinutes(1) }, TimeProvider.System);
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == AgentTelemetry.SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = KeepSpan,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Pause_ByTheCaller_IsNoEnd()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(AgentBench.Cancellation);
        var running = _bench.Agent().RunAsync(_bench.Task(), stop.Token);
        await _asked.Task.WaitAsync(AgentBench.Cancellation);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        AssertLeft((HookPoint.RunPaused, RunStatus.Running));
        _release.SetResult();
        await _bench.ResumeAsync();
        Assert.Equal([(HookPoint.RunPaused, RunStatus.Running), (HookPoint.RunEnded, RunStatus.Completed)], _told);
        Assert.Equal(2, _spans.Count);
    }

    [Fact]
    public async Task Cancel_OfAPausedRun_IsItsEnd()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(AgentBench.Cancellation);
        var running = _bench.Agent().RunAsync(_bench.Task(), stop.Token);
        await _asked.Task.WaitAsync(AgentBench.Cancellation);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.True(await _bench.Agent().CancelAsync(_bench.RunId, "Enough.", AgentBench.Cancellation));
        Assert.False(await _bench.Agent().CancelAsync(_bench.RunId, "Again.", AgentBench.Cancellation));

        AssertLeft((HookPoint.RunPaused, RunStatus.Running), (HookPoint.RunEnded, RunStatus.Cancelled));
    }

    [Fact]
    public async Task Cancel_OfARunAtWork_IsToldAsItsEndOnce()
    {
        var agent = _bench.Agent();
        var running = agent.RunAsync(_bench.Task(), AgentBench.Cancellation);
        await _asked.Task.WaitAsync(AgentBench.Cancellation);

        Assert.True(await agent.CancelAsync(_bench.RunId, "Enough.", AgentBench.Cancellation));
        Assert.Equal(RunStatus.Cancelled, (await running).Status);

        Assert.Equal([(HookPoint.RunEnded, RunStatus.Cancelled), (HookPoint.RunPaused, RunStatus.Cancelled)], _told.OrderBy(told => told.Item1));
        Assert.Single(_spans);
        Assert.Equal([_bench.RunId], _code.Ended);
    }

    [Fact]
    public async Task TakeOver_ByAnotherHost_IsNoEndHere()
    {
        var running = _bench.Agent().RunAsync(_bench.Task(), AgentBench.Cancellation);
        await _asked.Task.WaitAsync(AgentBench.Cancellation);
        await _bench.Journal.AcquireAsync(_bench.RunId, "other", AgentBench.Cancellation);
        _release.SetResult();

        await Assert.ThrowsAsync<RunLostException>(() => running);

        AssertLeft((HookPoint.RunPaused, RunStatus.Running));
    }

    [Fact]
    public async Task Journal_Away_StillEndsTheSpanAndTheCode()
    {
        _release.SetResult();
        await Assert.ThrowsAsync<IOException>(() => _bench.Agent(new MortalJournal(_bench.Journal) { DiesAt = 4 }).RunAsync(_bench.Task(), AgentBench.Cancellation));

        AssertLeft((HookPoint.RunPaused, RunStatus.Running));
    }

    [Fact]
    public async Task Cancel_BeforeTheFirstStep_IsTheEnd()
    {
        var agent = _bench.Agent();
        await agent.CreateAsync(_bench.Task(), AgentBench.Cancellation);

        await agent.CancelAsync(_bench.RunId, "Never mind.", AgentBench.Cancellation);

        Assert.Equal([(HookPoint.RunEnded, RunStatus.Cancelled)], _told);
        Assert.Equal(ActivityStatusCode.Error, Assert.Single(_spans).Status);
    }

    [Fact]
    public async Task Uncertainty_AnsweredByEndingTheRun_IsTheEnd()
    {
        var bench = new AgentBench(ScriptedAnswer.Call("send", """{"text":"mail"}""")) { Tools = [new ActingTool("send", EffectClass.Unsafe)] };
        await Assert.ThrowsAsync<IOException>(() => bench.Agent(new MortalJournal(bench.Journal) { DiesAt = 4 }).RunAsync(bench.Task(), AgentBench.Cancellation));
        bench.Hooks = new ScriptedHook(Note, HookPoint.RunEnded).ToPipeline();
        var key = Assert.Single((await bench.ResumeAsync()).Waiting).Key;

        await bench.Agent().ResolveAsync(bench.RunId, key, UncertainAnswer.EndRun, null, AgentBench.Cancellation);

        Assert.Equal([(HookPoint.RunEnded, RunStatus.Cancelled)], _told);
    }

    private void AssertLeft(params (HookPoint, RunStatus?)[] told)
    {
        Assert.Equal(told, _told);
        Assert.Equal("invoke_agent tester", Assert.Single(_spans).DisplayName);
        Assert.Equal([_bench.RunId], _code.Ended);
    }

    // The second call of the model is the one that holds.
    private HookResult Note(HookContext context)
    {
        if (context is RunHookContext run)
        {
            _told.Enqueue((run.Point, run.Result?.Status));
        }
        else if (!_bench.Model.Requests.IsEmpty)
        {
            _asked.TrySetResult();
        }

        return HookResult.Continue;
    }

    private void KeepSpan(Activity span)
    {
        // Other tests' runs are heard as well.
        if (span.OperationName.StartsWith("invoke_agent", StringComparison.Ordinal) && Equals(span.GetTagItem("gen_ai.conversation.id"), _bench.RunId.ToString()))
        {
            _spans.Enqueue(span);
        }
    }
}
