using System.Text.Json;
using Microsoft.Extensions.AI;
using Switchyard.AgentHost.Runs;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Events;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Reasoning;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Progress;
using Switchyard.Contracts.Agents;
using Switchyard.Contracts.OpenAI;
using ChatMessage = Switchyard.Contracts.OpenAI.ChatMessage;
using RunEvent = Switchyard.Contracts.Agents.RunEvent;
using Step = Switchyard.Agents.Graphs.Runs.RunEvent;

namespace Switchyard.AgentHost.Tests.Runs;

public sealed class RunNarratorTests
{
    [Fact]
    public void Tell_AWholeRun_GivesAnEventForEachThing()
    {
        var events = Tell([], new ThoughtEvent("Let me."), Call("call_1_1"), Result("call_1_1", "2"), new MessageEvent("5"));

        Assert.Equal([RunEventTypes.Thought, RunEventTypes.ToolCall, RunEventTypes.ToolResult, RunEventTypes.Message], events.Select(runEvent => runEvent!.Type));
        Assert.Equal(["Let me.", null, null, "5"], events.Select(runEvent => runEvent!.Text));
        Assert.Equal(("call_1_1", "2"), (events[2]!.CallId, events[2]!.Output));
    }

    [Fact]
    public void Tell_FailedTool_CarriesTheError()
    {
        var runEvent = Assert.Single(Tell([], new ToolResultEvent("call_1_1", "calculator", ToolResult.Failure("division by zero"), TimeSpan.FromMilliseconds(1.5))));

        Assert.Equal(("Error: division by zero", "division by zero", 1.5), (runEvent!.Output, runEvent.Error, runEvent.DurationMs));
    }

    [Fact]
    public void Tell_Progress_NamesTheCallAndHowFarItIs()
    {
        var runEvent = Assert.Single(Tell([], new ToolProgressEvent("call_1_1", "index", new ToolProgress("page 2\0") { Share = 0.5 })))!;

        Assert.Equal((RunEventTypes.ToolProgress, "call_1_1", "index", "page 2\uFFFD", 0.5), (runEvent.Type, runEvent.CallId, runEvent.Name, runEvent.Text, runEvent.Progress));
    }

    [Fact]
    public void Tell_TheEnd_SaysNothingToReaders() => Assert.Null(Assert.Single(Tell([], new FinishedEvent("stuck", 3, new UsageDetails()))));

    [Fact]
    public void Tell_WhatAnotherHostTold_IsNotRepeated()
    {
        var recorded = Tell([], new ThoughtEvent("Let me."), Call("call_1_1"), Result("call_1_1", "2"), new ThoughtEvent("Go on.")).OfType<RunEvent>().ToList();

        var events = Tell(recorded, new ThoughtEvent("Go on."), Call("call_1_1"), Result("call_1_1", "2"), Call("call_2_1"));

        Assert.Equal([null, null, null, "call_2_1"], events.Select(runEvent => runEvent?.CallId));
    }

    [Fact]
    public void Tell_AnotherResultOfACallMadeAgain_TakesTheFirstOnesPlace()
    {
        var recorded = Tell([], Call("call_1_1"), Result("call_1_1", "2")).OfType<RunEvent>().ToList();

        Assert.Equal("3", Assert.Single(Tell(recorded, Result("call_1_1", "3")))!.Output);
    }

    [Fact]
    public void Tell_TheSameThoughtTwice_IsToldTwice() => Assert.Equal(2, Tell([], new ThoughtEvent("Hm."), new ThoughtEvent("Hm.")).OfType<RunEvent>().Count());

    [Fact]
    public void Tell_Steps_CarryNodeAndWhatIsNext()
    {
        var narrator = new RunNarrator("run_1", new RunTold([]), TimeProvider.System);

        var done = narrator.Tell(new Step(Guid.Empty, RunEventKind.StepDone, 3, "act", null, "think, review"));

        Assert.Equal((RunEventTypes.StepDone, "act", 3), (done!.Type, done.Node, done.Step));
        Assert.Equal(["think", "review"], done.Next!);
        Assert.Null(narrator.Tell(new Step(Guid.Empty, RunEventKind.EffectStarted)));
    }

    [Fact]
    public void TellMissing_OfAJournalThatIsAhead_GivesCallsAndResultsOnce()
    {
        var recorded = Tell([], Call("call_1_1")).OfType<RunEvent>().ToList();
        var narrator = new RunNarrator("run_1", new RunTold(recorded), TimeProvider.System);
        var state = new AgentState
        {
            Definition = new AgentDefinition { Id = "a" },
            Input = "1+1?",
            Given = 1,
            Messages =
            [
                new ChatMessage { Role = "user", Content = "1+1?" },
                new ChatMessage { Role = "assistant", ToolCalls = [new ToolCall { Id = "call_1_1", Function = new FunctionCall { Name = "calculator", Arguments = "{}" } }] },
                new ChatMessage { Role = "tool", ToolCallId = "call_1_1", Name = "calculator", Content = "2" },
            ],
        };

        var missing = narrator.TellMissing(state);

        Assert.Equal([(RunEventTypes.ToolResult, "2")], missing.Select(runEvent => (runEvent.Type, runEvent.Output)));
        Assert.Empty(narrator.TellMissing(state));
    }

    private static List<RunEvent?> Tell(IReadOnlyList<RunEvent> recorded, params AgentEvent[] happened)
    {
        var narrator = new RunNarrator("run_1", new RunTold(recorded), TimeProvider.System);
        return [.. happened.Select(narrator.Tell)];
    }

    private static ToolCallEvent Call(string id) => new(id, "calculator", JsonSerializer.SerializeToElement(new { a = 1 }));

    private static ToolResultEvent Result(string id, string output) => new(id, "calculator", ToolResult.Success(output), TimeSpan.Zero);
}
