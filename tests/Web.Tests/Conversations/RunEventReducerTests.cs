using System.Text.Json;
using Switchyard.Contracts.Agents;
using Switchyard.Web.Conversations;
using Switchyard.Web.Tests.Support;
using Xunit;

namespace Switchyard.Web.Tests.Conversations;

public sealed class RunEventReducerTests
{
    private readonly Answer _answer = new(0);

    [Fact]
    public void Apply_WholeRun_GivesStepsAndAnswer()
    {
        Apply([.. RunEvents.Calculation()]);

        Assert.Equal("48 * 73 = 3504.", _answer.Text);
        Assert.Equal(AnswerStatus.Completed, _answer.Status);
        Assert.Equal(TimeSpan.FromSeconds(10), _answer.Duration);
        Assert.Equal((310, 42), (_answer.InputTokens, _answer.OutputTokens));
        Assert.Equal((RunEvents.RunId, "local/pocket"), (_answer.RunId, _answer.Model));
        Assert.Collection(
            _answer.Steps,
            static thought => Assert.Equal((RunStepKind.Thought, "Let me calculate."), (thought.Kind, thought.Text)),
            static tool => Assert.Equal(
                (RunStepKind.Tool, "calculator", """{"expression":"48*73"}""", "3504", TimeSpan.FromMilliseconds(2.5), false),
                (tool.Kind, tool.Tool, tool.Arguments, tool.Output, tool.Duration, tool.IsPending)));
    }

    [Fact]
    public void Apply_Tokens_GrowTheText()
    {
        Apply(RunEvents.Started(), Token(2, "48"), Token(3, " * 73"));

        Assert.Equal("48 * 73", _answer.Text);
        Assert.Equal(AnswerStatus.Streaming, _answer.Status);
    }

    [Fact]
    public void Apply_ThoughtAfterItsTokens_MovesTheTextToAStep()
    {
        Apply(RunEvents.Started(), Token(2, "Let me see."), RunEvents.Of(3, RunEventTypes.Thought) with { Text = "Let me see." });

        Assert.Equal(string.Empty, _answer.Text);
        Assert.Equal("Let me see.", Assert.Single(_answer.Steps).Text);
    }

    [Fact]
    public void Apply_CallAfterBlankTokens_LeavesNoText()
    {
        Apply(RunEvents.Started(), Token(2, "\n"), RunEvents.Call(3));

        Assert.Equal(string.Empty, _answer.Text);
        Assert.True(Assert.Single(_answer.Steps).IsPending);
    }

    [Fact]
    public void Apply_Progress_IsOnTheStepUntilItsResult()
    {
        Apply(RunEvents.Started(), RunEvents.Call(2));
        Apply(RunEvents.Of(3, RunEventTypes.ToolProgress) with { CallId = _answer.Steps[0].CallId, Text = "page 2", Progress = 0.5 });

        var step = Assert.Single(_answer.Steps);
        Assert.Equal(("page 2", 0.5, true), (step.Text, step.Progress, step.IsPending));
    }

    [Fact]
    public void Apply_ToolError_IsOnTheStep()
    {
        Apply(RunEvents.Started(), RunEvents.Call(2), RunEvents.Of(3, RunEventTypes.ToolResult) with { CallId = "call_1_1", Error = "division by zero" });

        var step = Assert.Single(_answer.Steps);
        Assert.Equal(("division by zero", null, false), (step.Error, step.Output, step.IsPending));
    }

    [Fact]
    public void Apply_ResultWithoutOutput_IsNotPending()
    {
        Apply(RunEvents.Started(), RunEvents.Call(2), RunEvents.Of(3, RunEventTypes.ToolResult) with { CallId = "call_1_1" });

        Assert.False(Assert.Single(_answer.Steps).IsPending);
    }

    [Theory]
    [InlineData(RunEventTypes.Question, "Which Ann?")]
    [InlineData(RunEventTypes.Approval, "Send this mail?")]
    [InlineData(RunEventTypes.Uncertain, "Did send_mail happen?")]
    public void Apply_WaitForAPerson_SaysWhatTheServiceAsks(string type, string text)
    {
        Apply(RunEvents.Started(), RunEvents.Of(2, type) with { Text = text, Name = "send_mail" });

        Assert.Equal($"Waits for a person: {text}", Assert.Single(_answer.Steps).Text);
    }

    [Fact]
    public void Apply_ResultOfUnknownCall_ChangesNothing()
    {
        Apply(RunEvents.Started(), RunEvents.Call(2), RunEvents.Of(3, RunEventTypes.ToolResult) with { CallId = "other", Output = "1" });

        Assert.True(Assert.Single(_answer.Steps).IsPending);
    }

    [Theory]
    [InlineData(RunEventTypes.Failed, AnswerStatus.Failed, "No model.")]
    [InlineData(RunEventTypes.Cancelled, AnswerStatus.Stopped, null)]
    public void Apply_OtherEnds_SayHowItEnded(string type, AnswerStatus status, string? error)
    {
        Apply(RunEvents.Started(), RunEvents.Of(2, type) with { Error = error });

        Assert.Equal((status, error), (_answer.Status, _answer.Problem));
        Assert.Equal(TimeSpan.FromSeconds(2), _answer.Duration);
    }

    [Fact]
    public void Apply_UnknownType_IsLeftOut()
    {
        Apply(RunEvents.Started(), RunEvents.Of(2, "approval.requested"));

        Assert.True(_answer.IsOpen);
    }

    [Fact]
    public void Apply_LongArguments_AreLaidOut()
    {
        var arguments = JsonDocument.Parse($$"""{"path":"notes/a.txt","content":"{{new string('x', 60)}} “ü”"}""").RootElement;
        Apply(RunEvents.Call(1) with { Arguments = arguments });

        Assert.Equal($"{{\n  \"path\": \"notes/a.txt\",\n  \"content\": \"{new string('x', 60)} “ü”\"\n}}", Assert.Single(_answer.Steps).Arguments);
    }

    [Fact]
    public void Apply_TrimmedHistory_IsKnown()
    {
        Apply(RunEvents.Started() with { TrimmedMessages = 4 });

        Assert.Equal(4, _answer.TrimmedMessages);
    }

    [Fact]
    public void From_RecordedRun_GivesTheSameAnswer()
    {
        var run = new RunDetail
        {
            Id = "run_1",
            Agent = "assistant",
            User = "local",
            Conversation = "c",
            Status = RunStatuses.Completed,
            Model = "local/pocket",
            Input = "What is 48 * 73?",
            CreatedAt = RunEvents.At,
            Events = [.. RunEvents.Calculation().Where(static e => e.Type != RunEventTypes.Token)],
        };

        var answer = RecordedAnswer.From(run);

        Assert.Equal(("48 * 73 = 3504.", 2, AnswerStatus.Completed), (answer.Text, answer.Steps.Count, answer.Status));
    }

    private static RunEvent Token(long sequence, string text) => RunEvents.Of(sequence, RunEventTypes.Token) with { Text = text };

    private void Apply(params RunEvent[] events)
    {
        foreach (var runEvent in events)
        {
            RunEventReducer.Apply(_answer, runEvent, TimeSpan.FromSeconds(runEvent.Sequence));
        }
    }
}
