using System.Text.Json;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Agents;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.AgentHost.Tests.Conversations;

public sealed class HistoryTests(StoresFixture stores)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_OfAnotherUser_SeesNoHistory()
    {
        var model = new ScriptedChatClient(ScriptedAnswer.Say("ok"));
        await using var app = new AgentHostApplication(stores, model);

        await app.Runs.RunAsync("I am Ada.", "history-ada", "shared");
        await app.Runs.RunAsync("Who am I?", "history-bob", "shared");

        Assert.Equal(["system", "user"], model.Requests.Last().Select(message => message.Role.Value));
    }

    [Fact]
    public async Task Run_InNewConversation_SeesNoHistory()
    {
        var model = new ScriptedChatClient(ScriptedAnswer.Say("ok"));
        await using var app = new AgentHostApplication(stores, model);

        var first = await app.Runs.RunAsync("I am Ada.", "history-new");
        var second = await app.Runs.RunAsync("Who am I?", "history-new", "new");

        Assert.NotEqual(first[0].Conversation, second[0].Conversation);
        Assert.Equal(2, model.Requests.Last().Count);
    }

    [Fact]
    public async Task Run_AfterToolSteps_SeesQuestionAndAnswerOnly()
    {
        var model = new ScriptedChatClient(ScriptedAnswer.Call("calculator", """{"expression":"6*7"}""", "Let me."), ScriptedAnswer.Say("42"), ScriptedAnswer.Say("yes"));
        await using var app = new AgentHostApplication(stores, model);

        await app.Runs.RunAsync("6*7?", "history-steps");
        await app.Runs.RunAsync("Sure?", "history-steps");

        Assert.Equal([("user", "6*7?"), ("assistant", "42"), ("user", "Sure?")], model.Requests.Last().Skip(1).Select(message => (message.Role.Value, message.Text)));
    }

    [Fact]
    public async Task Run_AfterFailedRun_LeavesItOut()
    {
        var model = new ScriptedChatClient(ScriptedAnswer.Say(" "), ScriptedAnswer.Say("ok"));
        await using var app = new AgentHostApplication(stores, model);

        await app.Runs.RunAsync("first", "history-failed");
        await app.Runs.RunAsync("second", "history-failed");

        Assert.Equal(["second"], model.Requests.Last().Skip(1).Select(message => message.Text));
    }

    [Theory]
    [InlineData(50)]
    [InlineData(2)]
    [InlineData(1)]
    public async Task Run_HistoryOverTheBudget_IsTrimmedByWholeTurnsAndSaysSo(int maxTurns)
    {
        // Counts words as tokens: recommended 40 leaves 20 for prompt with history.
        await using var router = await StartRouterAsync(maxModelLength: 100, recommended: 40);
        var model = new ScriptedChatClient(ScriptedAnswer.Say("a a a a"));
        await using var app = new AgentHostApplication(stores, model, ("services:router:http:0", router.Address), ("AgentHost:MaxHistoryTurns", $"{maxTurns}"));
        var user = $"history-trimmed-{maxTurns}";
        for (var turn = 0; turn < 3; turn++)
        {
            await app.Runs.RunAsync("q q q q", user);
        }

        var events = await app.Runs.RunAsync("new", user);

        Assert.Equal(["You are a helpful assistant. Use a tool when it helps.", "q q q q", "a a a a", "new"], model.Requests.Last().Select(message => message.Text));
        Assert.Equal(4, events[0].TrimmedMessages);
        Assert.Contains(router.Requests, request => request.Path == "/v1/models/default");
    }

    [Fact]
    public async Task Run_InputOverTheContext_FailsAndSaysWhy()
    {
        await using var router = await StartRouterAsync(maxModelLength: 40, recommended: 20);
        await using var app = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("ok")), ("services:router:http:0", router.Address));

        var events = await app.Runs.RunAsync(string.Join(' ', Enumerable.Repeat("word", 30)), "history-long");

        Assert.Equal([RunEventTypes.Started, RunEventTypes.Failed], events.Types());
        Assert.Equal("The input needs 41 tokens with the tools; the model 'default' takes 35. Shorten it or choose a larger model.", events[^1].Error);
    }

    private static Task<FakeUpstream> StartRouterAsync(int maxModelLength, int recommended)
    {
        FakeUpstream? server = null;
        return StartAsync();

        async Task<FakeUpstream> StartAsync() => server = await FakeUpstream.StartAsync(
            context => context.Request.Path == "/tokenize"
                ? Replies.Json($$"""{"tokens":[],"count":{{CountWords(server!.Requests.Last().Body)}},"max_model_len":{{maxModelLength}}}""")(context)
                : Replies.Json($$"""{"id":"default","max_model_len":{{maxModelLength}},"recommended_prompt_tokens":{{recommended}}}""")(context),
            Cancellation);
    }

    private static int CountWords(string body)
    {
        using var request = JsonDocument.Parse(body);
        return request.RootElement.GetProperty("messages").EnumerateArray().Sum(message => message.GetProperty("content").GetString()!.Split(' ').Length);
    }
}
