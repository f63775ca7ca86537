using Microsoft.Extensions.AI;
using Switchyard.Agents.Events;
using Switchyard.Agents.Reasoning;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Calculation;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.Agents.Tests.Reasoning;

public sealed class ReActAgentTests
{
    [Fact]
    public async Task Run_AnswerWithoutCall_StreamsTokensAndMessage()
    {
        var events = await RunAsync(new ScriptedChatClient(ScriptedAnswer.Say("Hel", "lo")));

        Assert.Equal([new TokenEvent("Hel"), new TokenEvent("lo"), new MessageEvent("Hello")], events.SkipLast(1));
        var finished = Assert.IsType<FinishedEvent>(events[^1]);
        Assert.Null(finished.Error);
        Assert.Equal(1, finished.Iterations);
    }

    [Fact]
    public async Task Run_WithCall_ThinksActsAndObserves()
    {
        var client = new ScriptedChatClient(
            ScriptedAnswer.Call("calculator", """{"expression":"15*23"}""", "I will use the calculator tool."),
            ScriptedAnswer.From(messages => "15*23 = " + ((FunctionResultContent)messages[^1].Contents[0]).Result));

        var events = await RunAsync(client);

        Assert.Equal(["TokenEvent", "ThoughtEvent", "ToolCallEvent", "ToolResultEvent", "TokenEvent", "MessageEvent", "FinishedEvent"], events.Select(happened => happened.GetType().Name));
        Assert.Equal("I will use the calculator tool.", ((ThoughtEvent)events[1]).Text);
        Assert.Equal("""{"expression":"15*23"}""", ((ToolCallEvent)events[2]).Arguments!.Value.GetRawText());
        Assert.Equal("345", ((ToolResultEvent)events[3]).Result.Output);
        Assert.Equal("15*23 = 345", ((MessageEvent)events[5]).Text);
    }

    [Fact]
    public async Task Run_WithTools_ShowsThemAtTemperatureZero()
    {
        var client = new ScriptedChatClient(ScriptedAnswer.Say("ok"));

        await RunAsync(client);

        Assert.True(client.Options.TryPeek(out var options));
        Assert.Equal(0, options!.Temperature);
        Assert.Equal("m", options.ModelId);
        Assert.Equal(["calculator"], options.Tools!.Select(tool => tool.Name));
    }

    [Fact]
    public async Task Run_ParallelCalls_AreExecutedInOrder()
    {
        var client = new ScriptedChatClient(
            ScriptedAnswer.Of(ScriptedAnswer.CreateCall("calculator", """{"expression":"1+1"}"""), ScriptedAnswer.CreateCall("calculator", """{"expression":"2+2"}""")),
            ScriptedAnswer.Say("done"));

        var events = await RunAsync(client);

        Assert.Equal(["2", "4"], events.OfType<ToolResultEvent>().Select(result => result.Result.Output));
        Assert.Equal(["call_1_1", "call_1_2"], events.OfType<ToolCallEvent>().Select(call => call.CallId));
        Assert.Equal(["user", "assistant", "tool", "tool"], client.Requests.Last().Select(message => message.Role.Value));
    }

    [Fact]
    public async Task Run_UnknownTool_TellsTheModel()
    {
        var events = await RunAsync(new ScriptedChatClient(ScriptedAnswer.Call("launch_rocket", "{}"), ScriptedAnswer.Say("sorry")));

        Assert.Equal("Error: there is no tool named 'launch_rocket'", Assert.Single(events.OfType<ToolResultEvent>()).Result.Output);
        Assert.Equal("sorry", Assert.Single(events.OfType<MessageEvent>()).Text);
    }

    [Fact]
    public async Task Run_ArgumentsNotJson_TellsTheModel()
    {
        var events = await RunAsync(new ScriptedChatClient(ScriptedAnswer.Call("calculator", "{broken"), ScriptedAnswer.Say("sorry")));

        Assert.Null(Assert.Single(events.OfType<ToolCallEvent>()).Arguments);
        Assert.Equal("Error: the arguments are not valid JSON", Assert.Single(events.OfType<ToolResultEvent>()).Result.Output);
    }

    [Fact]
    public async Task Run_SameCallThreeTimes_StopsWithoutCalling()
    {
        var client = new ScriptedChatClient(ScriptedAnswer.Call("calculator", """{"expression":"1+1"}"""));

        var events = await RunAsync(client);

        Assert.Equal("The model repeated the same call of 'calculator' and was stopped.", ((FinishedEvent)events[^1]).Error);
        Assert.Equal(["2", "2", "Error: the same call was made before"], events.OfType<ToolResultEvent>().Select(result => result.Result.Output));
        Assert.Equal(3, client.Requests.Count);
    }

    [Fact]
    public async Task Run_NeverAnswering_StopsAtTheLimit()
    {
        var calls = Enumerable.Range(1, 30).Select(number => ScriptedAnswer.Call("calculator", $$"""{"expression":"{{number}}+1"}""")).ToList();
        var client = new ScriptedChatClient(calls);

        var events = await RunAsync(client);

        Assert.Equal("The agent did not finish within 20 iterations.", ((FinishedEvent)events[^1]).Error);
        Assert.Equal(20, client.Requests.Count);
    }

    [Fact]
    public async Task Run_EmptyAnswer_IsAFailure() =>
        Assert.Equal("The model gave an empty answer.", ((FinishedEvent)(await RunAsync(new ScriptedChatClient(ScriptedAnswer.Say(" "))))[^1]).Error);

    [Fact]
    public async Task Run_UsageOfAllCalls_IsSummed()
    {
        var usage = new UsageContent(new UsageDetails { InputTokenCount = 10, OutputTokenCount = 2, TotalTokenCount = 12 });
        var client = new ScriptedChatClient(
            ScriptedAnswer.Of(ScriptedAnswer.CreateCall("calculator", """{"expression":"1+1"}"""), usage), ScriptedAnswer.Of(new TextContent("2"), usage));

        var finished = (FinishedEvent)(await RunAsync(client))[^1];

        Assert.Equal(24, finished.Usage.TotalTokenCount);
    }

    [Fact]
    public async Task Run_Cancelled_StopsTheModel()
    {
        using var cancel = new CancellationTokenSource();
        var client = new ScriptedChatClient(ScriptedAnswer.Hold("thinking", new TaskCompletionSource().Task));
        var agent = new ReActAgent(client, new ReActOptions(), TimeProvider.System);

        await using var events = agent.RunAsync(CreateRequest(), cancel.Token).GetAsyncEnumerator(cancel.Token);
        Assert.True(await events.MoveNextAsync());
        var next = events.MoveNextAsync().AsTask();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Fact]
    public async Task Run_ModelFails_ThrowsTheModelsException() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(new ScriptedChatClient(ScriptedAnswer.Throw(new InvalidOperationException("away")))));

    [Fact]
    public async Task Run_LongToolOutput_IsCutWithANote()
    {
        var client = new ScriptedChatClient(ScriptedAnswer.Call("long_text", "{}"), ScriptedAnswer.Say("ok"));
        var request = CreateRequest() with { Tools = [new FakeTool("long_text", _ => Task.FromResult(ToolResult.Success(new string('x', 9_000))))] };

        var events = await CollectAsync(new ReActAgent(client, new ReActOptions { MaxToolOutputLength = 10 }, TimeProvider.System), request);

        Assert.Equal("xxxxxxxxxx\n(cut: 10 of 9000 characters shown)", Assert.Single(events.OfType<ToolResultEvent>()).Result.Output);
    }

    private static Task<List<AgentEvent>> RunAsync(ScriptedChatClient client) => CollectAsync(new ReActAgent(client, new ReActOptions(), TimeProvider.System), CreateRequest());

    private static async Task<List<AgentEvent>> CollectAsync(ReActAgent agent, AgentRequest request)
    {
        var events = new List<AgentEvent>();
        await foreach (var happened in agent.RunAsync(request, TestContext.Current.CancellationToken))
        {
            events.Add(happened);
        }

        return events;
    }

    private static AgentRequest CreateRequest() => new()
    {
        Messages = [new ChatMessage(ChatRole.User, "What is 15*23?")],
        Tools = [new CalculatorTool()],
        Context = new ToolContext("ada"),
        Model = "m",
    };
}
