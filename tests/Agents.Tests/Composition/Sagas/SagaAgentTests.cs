using Switchyard.Agents.Composition.Sagas;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Composition.Sagas;

public sealed class SagaAgentTests
{
    private readonly SagaWorld _world = new();

    [Fact]
    public async Task Saga_AllStepsDone_AnswersWithTheLast()
    {
        var result = await CompositionBench.AskAsync(Create(_world.Step("reserve"), _world.Step("pay"), _world.Step("ship")), "order 7");

        Assert.Equal("ship of order 7 after reserve, pay", result.Output);
        Assert.Equal(["reserve", "pay", "ship"], _world.Done);
    }

    [Fact]
    public async Task Saga_StepFails_UndoesThoseBeforeInReverse()
    {
        var result = await CompositionBench.AskAsync(Create(_world.Step("reserve"), _world.Step("pay"), _world.Step("ship", fails: true)), "order 7");

        Assert.Equal("Step 'ship' failed: ship is broken", result.Error);
        Assert.Null(result.Output);
        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal(["reserve", "pay", "undo pay", "undo reserve"], _world.Done);
    }

    [Fact]
    public async Task Saga_IdempotentStepFails_IsUndoneAsWellBecauseItMayHaveHappened()
    {
        await CompositionBench.AskAsync(Create(_world.Step("reserve"), _world.Step("pay", EffectClass.Idempotent, fails: true)));

        Assert.Equal(["reserve", "undo pay", "undo reserve"], _world.Done);
    }

    [Fact]
    public async Task Saga_StepWithoutCompensation_IsPassedOver()
    {
        var look = _world.Step("look") with { Compensation = null };

        await CompositionBench.AskAsync(Create(_world.Step("reserve"), look, _world.Step("ship", fails: true)));

        Assert.Equal(["reserve", "look", "undo reserve"], _world.Done);
    }

    [Fact]
    public async Task Saga_UnsafeStepUncertain_AsksAPersonAndGoesOn()
    {
        var pay = _world.Step("pay", EffectClass.Unsafe);
        pay = pay with { Action = pay.Action with { RunAsync = (_, _) => throw new IOException("The line went dead.") } };
        var agent = Create(_world.Step("reserve"), pay, _world.Step("ship"));

        var waiting = await CompositionBench.AskAsync(agent, "order 7");
        var request = CompositionBench.OnlyRequest(waiting);
        await agent.ResolveAsync(waiting.RunId, request.Key, UncertainAnswer.Happened, "paid", CompositionBench.Cancellation);
        var result = await agent.RunAsync(new AgentTask("order 7") { RunId = waiting.RunId }, CompositionBench.Cancellation);

        Assert.Equal((PersonRequestKind.UncertainEffect, "pay"), (request.Kind, request.Text));
        Assert.Equal("ship of order 7 after reserve, pay", result.Output);
    }

    [Fact]
    public async Task Saga_CompensationFails_AsksAPersonUntilItIsUndone()
    {
        var reserve = _world.Step("reserve");
        var tries = 0;
        reserve = reserve with { Compensation = reserve.Compensation! with { RunAsync = (call, cancellationToken) => ++tries == 1 ? throw new EffectDidNotHappenException("closed") : _world.Step("reserve").Compensation!.RunAsync(call, cancellationToken) } };
        var agent = Create(reserve, _world.Step("pay", fails: true));

        var waiting = await CompositionBench.AskAsync(agent);
        var request = CompositionBench.OnlyRequest(waiting);
        await agent.AnswerAsync(waiting.RunId, request.Key, "try again", CompositionBench.Cancellation);
        var result = await agent.RunAsync(new AgentTask("?") { RunId = waiting.RunId }, CompositionBench.Cancellation);

        Assert.Equal("Step 'pay' failed: pay is broken Undoing step 'reserve' failed too: closed Try again, or undo it by hand?", request.Text);
        Assert.Equal(["try again", "it is undone"], request.Choices);
        Assert.Equal("Step 'pay' failed: pay is broken", result.Error);
        Assert.Equal(["reserve", "undo reserve"], _world.Done);
    }

    [Fact]
    public async Task Saga_CompensationUndoneByHand_GoesOnWithTheOthers()
    {
        var pay = _world.Step("pay");
        pay = pay with { Compensation = pay.Compensation! with { RunAsync = (_, _) => throw new EffectDidNotHappenException("closed") } };
        var agent = Create(_world.Step("reserve"), pay, _world.Step("ship", fails: true));
        var waiting = await CompositionBench.AskAsync(agent);

        await agent.AnswerAsync(waiting.RunId, CompositionBench.OnlyRequest(waiting).Key, "it is undone", CompositionBench.Cancellation);
        await agent.RunAsync(new AgentTask("?") { RunId = waiting.RunId }, CompositionBench.Cancellation);

        Assert.Equal(["reserve", "pay", "undo reserve"], _world.Done);
    }

    [Fact]
    public async Task Saga_AgentAsStep_IsAskedAndCounted()
    {
        var clerk = new ScriptedAgent("clerk", "noted");
        var ask = new SagaStep("note", SagaAction.Of(clerk, call => $"Note {call.Results["reserve"]}"), null);

        var result = await CompositionBench.AskAsync(Create(_world.Step("reserve"), ask), "order 7");

        Assert.Equal("noted", result.Output);
        Assert.Equal("Note reserve of order 7 after ", Assert.Single(clerk.Tasks).Input);
        Assert.Equal(1, result.Usage.ModelCalls);
        Assert.Equal(TimeSpan.FromSeconds(1), result.Latency);
    }

    [Fact]
    public async Task Saga_AgentFails_UndoesWhatWasDone()
    {
        var clerk = new ScriptedAgent("clerk", _ => ScriptedAgent.Fail("asleep"));

        var result = await CompositionBench.AskAsync(Create(_world.Step("reserve"), new SagaStep("note", SagaAction.Of(clerk, _ => "Note"), null)));

        Assert.Equal("Step 'note' failed: 'clerk' did not answer: asleep", result.Error);
        Assert.Equal(["reserve", "undo reserve"], _world.Done);
    }

    [Fact]
    public async Task Saga_BudgetUsedUp_UndoesWhatWasDone()
    {
        var clerk = new ScriptedAgent("clerk", "noted");
        var agent = Create(_world.Step("reserve"), new SagaStep("note", SagaAction.Of(clerk, _ => "Note"), null), _world.Step("ship"));

        var result = await agent.RunAsync(new AgentTask("?") { Budget = new AgentBudget { MaxIterations = 1 } }, CompositionBench.Cancellation);

        Assert.Equal("Step 'ship' failed: The budget of 1 model calls is used up.", result.Error);
        Assert.Equal(["reserve", "undo reserve"], _world.Done);
    }

    [Fact]
    public async Task Saga_BudgetUsedUp_AgentsThatUndoHaveRoomOfTheirOwn()
    {
        var (clerk, cleaner) = (new ScriptedAgent("clerk", "noted"), new ScriptedAgent("cleaner", "cleaned"));
        var note = new SagaStep("note", SagaAction.Of(clerk, _ => "Note"), SagaAction.Of(cleaner, _ => "Clean"));
        var agent = Create(note, _world.Step("ship"));

        var result = await agent.RunAsync(new AgentTask("?") { Budget = new AgentBudget { MaxIterations = 1 } }, CompositionBench.Cancellation);

        Assert.Equal("Step 'ship' failed: The budget of 1 model calls is used up.", result.Error);
        Assert.Equal(1, Assert.Single(cleaner.Tasks).Budget!.MaxIterations);
        Assert.Equal(2, result.Usage.ModelCalls);
    }

    [Fact]
    public void Create_WithWhatIsNoSaga_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Create());
        Assert.Throws<ArgumentException>(() => Create(_world.Step("pay"), _world.Step("pay")));
        Assert.Throws<ArgumentException>(() => Create(_world.Step("pay", EffectClass.AsksRemote)));
    }

    private static SagaAgent Create(params SagaStep[] steps) => new("order", "Orders.", steps, CompositionBench.NewJournal(), HookPipeline.Empty);
}
