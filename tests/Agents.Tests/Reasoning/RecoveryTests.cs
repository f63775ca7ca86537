using System.Text;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.BuiltIn;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Tests.Graphs;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.Agents.Tests.Reasoning;

/// <summary>What takes a failure's place is the run's end, in its journal as in its result.</summary>
public sealed class RecoveryTests
{
    private static readonly HookPipelineOptions s_patient = new() { TimeBudget = TimeSpan.FromMinutes(1) };

    private int _asked;

    [Theory]
    [InlineData(AgentKinds.ReAct)]
    [InlineData(AgentKinds.ChainOfThought)]
    [InlineData(AgentKinds.PlanAndExecute)]
    [InlineData(AgentKinds.Reflection)]
    public async Task Recovery_OfAModelThatFails_IsASuccessInTheJournal(string kind)
    {
        var bench = new AgentBench(ScriptedAnswer.Throw(new IOException("the model is away"))) { Hooks = Recovering("Ask me later.") };
        bench.Definition = bench.Definition with { Kind = kind };

        var result = await bench.RunAsync();
        bench.Hooks = Recovering("Something else.");
        var elsewhere = await bench.ResumeAsync();

        Assert.Equal((true, "Ask me later.", null), (result.IsSuccess, result.Output, result.Error));
        Assert.Contains("the model is away", result.Recovered, StringComparison.Ordinal);
        Assert.Equal((RunStatus.Completed, "Ask me later.", result.Recovered), (elsewhere.Status, elsewhere.Output, elsewhere.Recovered));
        Assert.Equal(1, _asked);
        Assert.Contains(await bench.ReadAsync(), entry => Encoding.UTF8.GetString(entry.Data.Span).Contains("\"recovered\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Recovery_OfAUsedUpBudget_IsASuccess()
    {
        var bench = new AgentBench(ScriptedAnswer.Call("note", """{"text":"a"}""")) { Tools = [new ActingTool("note")], Hooks = Recovering("As far as I came.") };
        bench.Definition = bench.Definition with { Budget = new AgentBudget { MaxIterations = 1 } };

        var result = await bench.RunAsync();

        Assert.Equal((true, "As far as I came.", "The agent did not finish within 1 iterations."), (result.IsSuccess, result.Output, result.Recovered));
    }

    [Fact]
    public async Task Recovery_WithinAGraphThatIsANode_EndsTheWholeRun()
    {
        var bench = new AgentBench(ScriptedAnswer.Call("note", """{"text":"a"}""")) { Tools = [new ActingTool("note")], Hooks = Recovering("As far as I came.") };
        bench.Definition = bench.Definition with { Kind = AgentKinds.Reflection, Budget = new AgentBudget { MaxIterations = 1 } };

        var result = await bench.RunAsync();

        Assert.Equal((true, "As far as I came.", 1), (result.IsSuccess, result.Output, bench.Model.Requests.Count));
    }

    [Fact]
    public async Task Failed_OfAPlansStepThatIsPlannedAnew_IsNotTold()
    {
        // The step repeats its call and is stopped; the plan goes on with that.
        var bench = new AgentBench(
            ScriptedAnswer.Say("""["look"]"""),
            ScriptedAnswer.Call("note", """{"text":"a"}"""),
            ScriptedAnswer.Call("note", """{"text":"a"}"""),
            ScriptedAnswer.Call("note", """{"text":"a"}"""),
            ScriptedAnswer.Say("Without it."))
        { Tools = [new ActingTool("note")], Hooks = Recovering("Something else.") };
        bench.Definition = bench.Definition with { Kind = AgentKinds.PlanAndExecute };

        var result = await bench.RunAsync();

        Assert.Equal((true, "Without it.", 0), (result.IsSuccess, result.Output, _asked));
    }

    [Fact]
    public async Task Recovery_OfARefusedRun_IsASuccess()
    {
        var bench = new AgentBench(ScriptedAnswer.Say("never asked"))
        {
            Hooks = new HookPipeline([new ScriptedHook(_ => HookResult.Veto("closed"), HookPoint.RunStarting), Hook("Come back tomorrow.")], s_patient, TimeProvider.System),
        };

        var result = await bench.RunAsync();

        Assert.Equal((true, "Come back tomorrow.", "The run was refused: closed (scripted)"), (result.IsSuccess, result.Output, result.Recovered));
    }

    [Fact]
    public async Task Recovery_DurableBeforeItsHostDied_IsNotDecidedAnew()
    {
        var bench = new AgentBench(ScriptedAnswer.Throw(new IOException("the model is away"))) { Hooks = Recovering("Ask me later.") };

        // The failed call, then the step with the run's end.
        await Assert.ThrowsAsync<IOException>(() => bench.Agent(new MortalJournal(bench.Journal) { DiesAt = 2, DiesAfterWriting = true }).RunAsync(bench.Task(), AgentBench.Cancellation));
        bench.Hooks = Recovering("Something else.");

        Assert.Equal("Ask me later.", (await bench.ResumeAsync()).Output);
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task Recovery_ThatHasNoAnswer_LeavesTheFailure()
    {
        var bench = new AgentBench(ScriptedAnswer.Throw(new IOException("the model is away"))) { Hooks = Recovering(null) };

        var result = await bench.RunAsync();

        Assert.Equal((RunStatus.Failed, null), (result.Status, result.Recovered));
        Assert.Contains("the model is away", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task Recovery_OfACalledAgent_LeavesTheFailureToItsCaller()
    {
        var bench = new AgentBench(ScriptedAnswer.Throw(new IOException("the model is away"))) { Hooks = Recovering("Ask me later.") };

        var result = await bench.Agent().RunAsync(bench.Task() with { CallPath = ["boss"] }, AgentBench.Cancellation);

        Assert.Equal((RunStatus.Failed, null, 1), (result.Status, result.Recovered, _asked));
    }

    private HookPipeline Recovering(string? answer) => new([Hook(answer)], s_patient, TimeProvider.System);

    private RecoveryHook Hook(string? answer) => new((_, _) =>
    {
        _asked++;
        return new(answer);
    });
}
