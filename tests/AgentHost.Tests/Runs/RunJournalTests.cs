using System.Text.Json;
using Microsoft.Extensions.AI;
using Switchyard.AgentHost.Runs;
using Switchyard.Agents.Events;
using Switchyard.Agents.Tools;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Tests.Runs;

public sealed class RunJournalTests : IDisposable
{
    private readonly LiveRun _run = new(new RunStart("run_1", "ada", "assistant", "conv_1", "default", "hello"));
    private readonly RunJournal _journal;

    public RunJournalTests() => _journal = new RunJournal(_run, TimeProvider.System);

    [Fact]
    public void Note_AWholeRun_GivesEventsAndMessages()
    {
        var events = Note(
            new ThoughtEvent("Let me."), Call("call_1_1", "calculator"), Result("call_1_1", "2"), Call("call_2_1", "recall"), Result("call_2_1", "3"), new MessageEvent("5"));

        Assert.Equal(
            [RunEventTypes.Thought, RunEventTypes.ToolCall, RunEventTypes.ToolResult, RunEventTypes.ToolCall, RunEventTypes.ToolResult, RunEventTypes.Message],
            events.Select(runEvent => runEvent!.Type));
        Assert.Equal([1, 2, 3, 4, 5, 6], events.Select(runEvent => runEvent!.Sequence));
        Assert.Equal(
            [("assistant", "Let me."), ("tool", "2"), ("assistant", ""), ("tool", "3"), ("assistant", "5")],
            _journal.Messages.Select(message => (message.Role, message.Content)));
        Assert.Equal((2, "5"), (_journal.ToolCalls, _journal.Output));
    }

    [Fact]
    public void Note_CallsOfOneAnswer_StayInOneMessage()
    {
        Note(Call("call_1_1", "calculator"), Result("call_1_1", "2"), new ThoughtEvent("More."), Call("call_2_1", "recall"), Result("call_2_1", "3"), new MessageEvent("done"));

        Assert.Equal(["assistant", "tool", "assistant", "tool", "assistant"], _journal.Messages.Select(message => message.Role));
        Assert.Equal("More.", _journal.Messages[2].Content);
    }

    [Fact]
    public void Note_FailedTool_CarriesTheError()
    {
        var runEvent = Assert.Single(Note(new ToolResultEvent("call_1_1", "calculator", ToolResult.Failure("division by zero"), TimeSpan.FromMilliseconds(1.5))));

        Assert.Equal(("Error: division by zero", "division by zero", 1.5), (runEvent!.Output, runEvent.Error, runEvent.DurationMs));
    }

    [Fact]
    public void Note_Finish_SaysNothingToReaders()
    {
        Assert.Null(Assert.Single(Note(new FinishedEvent("stuck", 3, new UsageDetails()))));
        Assert.Equal(("stuck", 3), (_journal.Finished!.Error, _journal.Finished.Iterations));
    }

    public void Dispose() => _run.Dispose();

    private List<RunEvent?> Note(params AgentEvent[] happened) => [.. happened.Select(_journal.Note)];

    private static ToolCallEvent Call(string id, string name) => new(id, name, JsonSerializer.SerializeToElement(new { a = 1 }));

    private static ToolResultEvent Result(string id, string output) => new(id, "calculator", ToolResult.Success(output), TimeSpan.Zero);
}
