using Microsoft.Extensions.AI;
using Switchyard.Agents.Events;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Calculation;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.Agents.Tests.Reasoning;

public sealed class ReActGraphTests
{
    private static ScriptedAnswer Calculate(string expression) => ScriptedAnswer.Call("calculator", $$"""{"expression":"{{expression}}"}""");

    [Fact]
    public async Task Run_AnswerWithoutCall_StreamsTokensAndMessage()
    {
        var bench = new AgentBench(ScriptedAnswer.Say("Hel", "lo"));

        var result = await bench.RunAsync();

        Assert.Equal((RunStatus.Completed, "Hello", null, true), (result.Status, result.Output, result.Error, result.IsSuccess));
        Assert.Equal([new TokenEvent("Hel"), new TokenEvent("lo"), new MessageEvent("Hello")], bench.Events.SkipLast(1));
        var finished = Assert.IsType<FinishedEvent>(bench.Events[^1]);
        Assert.Equal((null, 1), (finished.Error, finished.Iterations));
    }

    [Fact]
    public async Task Run_WithCall_ThinksActsAndObserves()
    {
        var bench = new AgentBench(
            ScriptedAnswer.Call("calculator", """{"expression":"15*23"}""", "I will use the calculator tool."),
            ScriptedAnswer.From(messages => "15*23 = " + AgentBench.TextOf(messages[^1])))
        { Tools = [new CalculatorTool()] };

        var result = await bench.RunAsync();

        Assert.Equal("15*23 = 345", result.Output);
        Assert.Equal(["TokenEvent", "ThoughtEvent", "ToolCallEvent", "ToolResultEvent", "TokenEvent", "MessageEvent", "FinishedEvent"], bench.Events.Select(happened => happened.GetType().Name));
        Assert.Equal("I will use the calculator tool.", ((ThoughtEvent)bench.Events[1]).Text);
        Assert.Equal("""{"expression":"15*23"}""", ((ToolCallEvent)bench.Events[2]).Arguments!.Value.GetRawText());
        Assert.Equal("345", ((ToolResultEvent)bench.Events[3]).Result.Output);
    }

    [Fact]
    public async Task Run_WithDefinition_AsksAsItSays()
    {
        var bench = new AgentBench(ScriptedAnswer.Say("ok")) { Tools = [new CalculatorTool()] };
        bench.Definition = bench.Definition with { SystemPrompt = "Be brief.", Model = "small", Temperature = 0.5f };

        await bench.RunAsync();

        Assert.True(bench.Model.Options.TryPeek(out var options));
        Assert.Equal(("small", 0.5f, null), (options!.ModelId, options.Temperature, options.MaxOutputTokens));
        Assert.Equal(["calculator"], options.Tools!.Select(tool => tool.Name));
        Assert.Equal(["system: Be brief.", "user: What is 15*23?"], bench.Model.Requests.Single().Select(message => $"{message.Role}: {message.Text}"));
    }

    [Fact]
    public async Task Run_WithTask_HasItsHistoryModelAndUser()
    {
        var tool = new ActingTool("note");
        var bench = new AgentBench(ScriptedAnswer.Call("note", "{}"), ScriptedAnswer.Say("ok")) { Tools = [tool] };
        var task = bench.Task("again") with
        {
            Model = "large",
            CallPath = ["boss"],
            History = [new() { Role = "user", Content = "hi" }, new() { Role = "assistant", Content = "hello" }],
        };

        var result = await bench.Agent().RunAsync(task, AgentBench.Cancellation);

        Assert.Equal(["hi", "hello", "again"], bench.Model.Requests.First().Select(message => message.Text));
        Assert.Equal(("large", "scripted"), (result.Model, result.Backend));
        var context = Assert.Single(tool.Contexts);
        Assert.Equal(("ada", bench.RunId), (context.User, context.RunId));
        Assert.Equal(["boss", "tester"], context.CallPath);
        Assert.NotEmpty(context.Key);
    }

    [Fact]
    public async Task Run_ManyTools_ShowsThoseThatFitTheInput()
    {
        var bench = new AgentBench(ScriptedAnswer.Say("ok")) { Tools = [new ActingTool("one"), new ActingTool("two"), new CalculatorTool()] };
        bench.Definition = bench.Definition with { MaxToolsShown = 1 };

        await bench.RunAsync();

        Assert.True(bench.Model.Options.TryPeek(out var options));
        Assert.Equal(["calculator"], options!.Tools!.Select(tool => tool.Name));
    }

    [Fact]
    public async Task Run_CallsOfOneAnswer_RunSideBySideAndAnswerInOrder()
    {
        var meeting = new Barrier(2);
        Task<ToolResult> MeetAsync(string text, CancellationToken cancellationToken) => Task.Run(
            () =>
            {
                meeting.SignalAndWait(cancellationToken);
                return ToolResult.Success(text);
            },
            cancellationToken);
        var bench = new AgentBench(
            ScriptedAnswer.Of(ScriptedAnswer.CreateCall("left", """{"text":"1"}"""), ScriptedAnswer.CreateCall("right", """{"text":"2"}""")),
            ScriptedAnswer.Say("done"))
        { Tools = [new ActingTool("left") { Work = MeetAsync }, new ActingTool("right") { Work = MeetAsync }] };

        var result = await bench.RunAsync();

        Assert.Equal("done", result.Output);
        Assert.Equal(2, result.Usage.ToolCalls);
        Assert.Equal(["call_1_1", "call_1_2"], bench.Model.Requests.Last().SelectMany(message => message.Contents.OfType<FunctionResultContent>()).Select(content => content.CallId));
        Assert.Equal(["1", "2"], bench.Model.Requests.Last().SelectMany(message => message.Contents.OfType<FunctionResultContent>()).Select(content => content.Result));
    }

    [Fact]
    public async Task Run_ToolThatIsNotShown_TellsTheModel()
    {
        var bench = new AgentBench(ScriptedAnswer.Call("launch_rocket", "{}"), ScriptedAnswer.Say("sorry"));

        var result = await bench.RunAsync();

        Assert.Equal("Error: there is no tool named 'launch_rocket'", bench.Asked[^1]);
        Assert.Equal(("sorry", 0), (result.Output, result.Usage.ToolCalls));
    }

    [Theory]
    [InlineData("{broken", "Error: the arguments are not valid JSON")]
    [InlineData("{}", "Error: the argument 'expression' is missing; calculator takes expression")]
    public async Task Run_WrongArguments_TellsTheModel(string arguments, string told)
    {
        var bench = new AgentBench(ScriptedAnswer.Call("calculator", arguments), ScriptedAnswer.Say("sorry")) { Tools = [new CalculatorTool()] };

        await bench.RunAsync();

        Assert.Equal(told, bench.Asked[^1]);
        Assert.Equal(told, Assert.Single(bench.Events.OfType<ToolResultEvent>()).Result.Output);
    }

    [Fact]
    public async Task Run_ToolThrows_TellsTheModelWithoutTheExceptionsText()
    {
        var tool = new ActingTool("note") { Work = (_, _) => throw new IOException("/secret/path") };
        var bench = new AgentBench(ScriptedAnswer.Call("note", "{}"), ScriptedAnswer.Say("sorry")) { Tools = [tool] };

        await bench.RunAsync();

        Assert.Equal("Error: note failed (IOException)", bench.Asked[^1]);
    }

    [Fact]
    public async Task Run_LongToolOutput_IsCutWithANote()
    {
        var tool = new ActingTool("note") { Work = (_, _) => Task.FromResult(ToolResult.Success(new string('x', 9_000))) };
        var bench = new AgentBench(ScriptedAnswer.Call("note", "{}"), ScriptedAnswer.Say("ok")) { Tools = [tool] };

        await bench.RunAsync();

        Assert.StartsWith(new string('x', 8_000) + "\n(cut: 8000 of 9000 characters shown", bench.Asked[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_EmptyAnswer_IsAnError()
    {
        var result = await new AgentBench(ScriptedAnswer.Say(" ")).RunAsync();

        Assert.Equal((RunStatus.Completed, "The model gave an empty answer.", false), (result.Status, result.Error, result.IsSuccess));
    }

    [Fact]
    public async Task Run_ModelFails_FailsAndCanBeForkedBeforeIt()
    {
        var bench = new AgentBench(ScriptedAnswer.Throw(new InvalidOperationException("away")), ScriptedAnswer.Say("back"));
        var fork = Guid.NewGuid();

        var failed = await bench.RunAsync();
        Assert.True(await bench.Agent().ForkAsync(bench.RunId, null, fork, null, AgentBench.Cancellation));
        var forked = await bench.Agent().ResumeAsync(fork, null, AgentBench.Cancellation);

        Assert.Equal((RunStatus.Failed, "Node 'think' (step 1): The effect 'model' failed: The model failed: away"), (failed.Status, failed.Error));
        Assert.Equal((RunStatus.Completed, "back"), (forked.Status, forked.Output));
    }

    [Fact]
    public async Task Run_Cancelled_PausesAndGoesOnLater()
    {
        using var cancel = new CancellationTokenSource();
        var bench = new AgentBench(ScriptedAnswer.Hold("thinking", new TaskCompletionSource().Task), ScriptedAnswer.Say("done"));
        var task = bench.Task() with { OnEvent = _ => cancel.Cancel() };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Agent().RunAsync(task, cancel.Token));
        var result = await bench.RunAsync();

        Assert.Equal("done", result.Output);
    }

    [Fact]
    public async Task Run_SameRunTwice_IsOneRun()
    {
        var bench = new AgentBench(ScriptedAnswer.Say("first"), ScriptedAnswer.Say("second"));

        var first = await bench.RunAsync();
        var second = await bench.RunAsync("Something else?");

        Assert.Equal(("first", "first"), (first.Output, second.Output));
        Assert.Single(bench.Model.Requests);
        Assert.Single(bench.Events.OfType<FinishedEvent>());
    }

    [Fact]
    public async Task Run_ModelThatReasonsApart_GetsItsReasoningBack()
    {
        var bench = new AgentBench(
            ScriptedAnswer.Of(new TextReasoningContent("hmm"), ScriptedAnswer.CreateCall("calculator", """{"expression":"1+1"}""")), Calculate("2+2"), ScriptedAnswer.Say("4"))
        { Tools = [new CalculatorTool()] };

        await bench.RunAsync();

        Assert.Equal("hmm", bench.Model.Requests.Last()[1].Contents.OfType<TextReasoningContent>().Single().Text);
    }
}
