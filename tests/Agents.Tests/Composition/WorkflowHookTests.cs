using System.Collections.Concurrent;
using Switchyard.Agents.Composition;
using Switchyard.Agents.Composition.Handoffs;
using Switchyard.Agents.Composition.Pooling;
using Switchyard.Agents.Composition.Sagas;
using Switchyard.Agents.Composition.Supervision;
using Switchyard.Agents.Composition.Voting;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Tests.Composition.Sagas;
using Switchyard.Agents.Tests.Reasoning;

namespace Switchyard.Agents.Tests.Composition;

/// <summary>Hooks see a workflow of several agents begin and end once, and may change, refuse or replace it.</summary>
public sealed class WorkflowHookTests
{
    private readonly ConcurrentQueue<(HookPoint, string, string, RunStatus?)> _told = [];
    private readonly ScriptedAgent _first = new("first", "42");
    private readonly ScriptedAgent _second = new("second", "42");
    private readonly MemoryRunJournal _journal = CompositionBench.NewJournal();
    private readonly AgentTask _task = new("What is 6*7?") { User = "ada" };

    [Theory]
    [InlineData("swarm")]
    [InlineData("handoff")]
    [InlineData("supervisor")]
    [InlineData("vote")]
    [InlineData("pool")]
    [InlineData("saga")]
    public async Task Workflow_OfEachKind_BeginsAndEndsOnce(string kind)
    {
        var agent = Create(kind, Hooks(_ => HookResult.Continue));

        await agent.RunAsync(_task, CompositionBench.Cancellation);
        await agent.RunAsync(_task, CompositionBench.Cancellation);

        Assert.Equal([(HookPoint.WorkflowStarting, kind, "What is 6*7?", null), (HookPoint.WorkflowEnded, kind, "What is 6*7?", RunStatus.Completed)], _told);
    }

    [Fact]
    public async Task Refusal_OfTheBeginning_BeginsNothing()
    {
        var result = await Create("swarm", Hooks(_ => HookResult.Veto("closed"))).RunAsync(_task, CompositionBench.Cancellation);

        Assert.Equal((RunStatus.Failed, "The workflow was refused: closed (scripted)"), (result.Status, result.Error));
        Assert.Empty(_first.Tasks);
        Assert.Null(await _journal.FindAsync(_task.RunId, CompositionBench.Cancellation));
    }

    [Fact]
    public async Task Replacement_OfTheBeginning_IsTheAnswer()
    {
        var agent = Create("vote", Hooks(flow =>
        {
            flow.Result = new AgentResult { RunId = Guid.Empty, Status = RunStatus.Completed, Output = "known" };
            return HookResult.Replace;
        }));

        var result = await agent.RunAsync(_task, CompositionBench.Cancellation);

        Assert.Equal((_task.RunId, "known"), (result.RunId, result.Output));
        Assert.Empty(_first.Tasks);
    }

    [Fact]
    public async Task Change_OfTheInput_IsWhatMembersAreAsked()
    {
        var agent = Create("vote", Hooks(flow =>
        {
            flow.Input = "What is 7*6?";
            return HookResult.Modified;
        }));

        await agent.RunAsync(_task, CompositionBench.Cancellation);

        Assert.Equal("What is 7*6?", Assert.Single(_first.Tasks).Input);
    }

    [Fact]
    public async Task Wait_ForAPerson_IsNoEnd()
    {
        var options = new VoteOptions { Tie = TieRule.Person, Hooks = Hooks(_ => HookResult.Continue) };
        var agent = new VoteAgent("vote", "", [new ScriptedAgent("yes", "yes"), new ScriptedAgent("no", "no")], options, _journal);
        var request = CompositionBench.OnlyRequest(await agent.RunAsync(_task, CompositionBench.Cancellation));
        Assert.Single(_told);

        await agent.AnswerAsync(_task.RunId, request.Key, "yes", CompositionBench.Cancellation);
        await agent.RunAsync(_task, CompositionBench.Cancellation);

        Assert.Equal([HookPoint.WorkflowStarting, HookPoint.WorkflowEnded], _told.Select(told => told.Item1));
    }

    [Fact]
    public async Task Cancel_OfAWaitingWorkflow_IsItsEnd()
    {
        var options = new VoteOptions { Tie = TieRule.Person, Hooks = Hooks(_ => HookResult.Continue) };
        var agent = new VoteAgent("vote", "", [new ScriptedAgent("yes", "yes"), new ScriptedAgent("no", "no")], options, _journal);
        await agent.RunAsync(_task, CompositionBench.Cancellation);

        await agent.CancelAsync(_task.RunId, "Enough.", CompositionBench.Cancellation);
        await agent.CancelAsync(_task.RunId, "Again.", CompositionBench.Cancellation);

        Assert.Equal([null, RunStatus.Cancelled], _told.Select(told => told.Item4));
    }

    private CompositeAgent Create(string kind, HookPipeline hooks) => kind switch
    {
        "swarm" => new SwarmAgent(kind, "", [_first, _second], 3, _journal, hooks),
        "handoff" => new HandoffAgent(kind, "", [new HandoffMember(_first, ["second"]), new HandoffMember(_second, [])], 2, _journal, hooks),
        "supervisor" => new SupervisorAgent(kind, "", new ScriptedAgent("boss", """{"answer":"42"}"""), [_first], 3, _journal, hooks),
        "vote" => new VoteAgent(kind, "", [_first, _second], new VoteOptions { Hooks = hooks }, _journal),
        "pool" => new PoolAgent(kind, "", new PoolOptions { CreateAsync = _ => Task.FromResult<IAgent>(_first), Hooks = hooks }, _journal, TimeProvider.System),
        _ => new SagaAgent(kind, "", [new SagaWorld().Step("reserve", EffectClass.Idempotent)], _journal, hooks),
    };

    private HookPipeline Hooks(Func<WorkflowHookContext, HookResult> atTheBeginning)
    {
        var hook = new ScriptedHook(
            context =>
            {
                var flow = (WorkflowHookContext)context;
                _told.Enqueue((flow.Point, flow.Workflow, flow.Input, flow.Result?.Status));
                return flow.Point == HookPoint.WorkflowStarting ? atTheBeginning(flow) : HookResult.Continue;
            },
            HookPoint.WorkflowStarting,
            HookPoint.WorkflowEnded);
        return hook.ToPipeline();
    }
}
