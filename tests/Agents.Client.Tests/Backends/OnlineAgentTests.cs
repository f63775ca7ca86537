using Switchyard.Agents.Backends;
using Switchyard.Agents.Client.Backends;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Events;
using Switchyard.Agents.Journal;
using Switchyard.Contracts.OpenAI;
using Switchyard.Tests.Common.Databases;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Agents.Client.Tests.Backends;

public sealed class OnlineAgentTests : IAsyncLifetime
{
    private static readonly Guid s_run = Guid.CreateVersion7();

    private readonly HttpClient _http = new();
    private readonly MemoryRunJournal _journal = new(TimeProvider.System);
    private FakeUpstream _primary = null!;
    private FakeUpstream _backup = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _primary = await FakeUpstream.StartAsync(Replies.Stream("Par", "is"), Token);
        _backup = await FakeUpstream.StartAsync(Replies.Stream("Lyon"), Token);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _primary.DisposeAsync();
        await _backup.DisposeAsync();
    }

    [Fact]
    public async Task Run_PrimaryAnswers_HasTheWholeResult()
    {
        var told = new List<AgentEvent>();

        var result = await AskAsync(CreateOptions(), new AgentTask("What is the capital of France?") { OnEvent = told.Add });

        Assert.True(result.IsSuccess);
        Assert.Equal(("Paris", "primary", "m"), (result.Output, result.Backend, result.Model));
        Assert.Equal(new AgentUsage { ModelCalls = 1, InputTokens = 9, OutputTokens = 3, Cost = 0.000015m }, result.Usage);
        Assert.Equal([new TokenEvent("Par"), new TokenEvent("is"), new MessageEvent("Paris")], told);
        Assert.Empty(_backup.Requests);
    }

    [Fact]
    public async Task Run_Conversation_SendsPromptHistoryAndInput()
    {
        var options = CreateOptions();
        options.SystemPrompt = "Be brief.";
        var history = new[] { new ChatMessage { Role = "user", Content = "Hello" }, new ChatMessage { Role = "tool", Content = "42", ToolCallId = "c" }, new ChatMessage { Role = "assistant", Content = "Hi" } };

        await AskAsync(options, new AgentTask("And now?") { History = history, Model = "large" });

        var request = System.Text.Json.JsonElement.Parse(Assert.Single(_primary.Requests).Body);
        Assert.Equal("large", request.GetProperty("model").GetString());
        Assert.Equal(
            ["system: Be brief.", "user: Hello", "assistant: Hi", "user: And now?"],
            request.GetProperty("messages").EnumerateArray().Select(message => $"{message.GetProperty("role").GetString()}: {message.GetProperty("content").GetString()}"));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Run_PrimaryFails_BackupAnswers(int status)
    {
        _primary.Handler = Replies.Error(status, "No.", "no");

        var result = await AskAsync(CreateOptions(), new AgentTask("?"));

        Assert.Equal(("Lyon", "backup", 0m), (result.Output, result.Backend, result.Usage.Cost));
    }

    [Fact]
    public async Task Run_PrimaryNotThere_BackupAnswersWithItsHeaders()
    {
        var options = CreateOptions();
        options.OnlineEndpoints[0].Address = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        options.OnlineEndpoints[1].Headers["X-Team"] = "blue";

        Assert.Equal("backup", (await AskAsync(options, new AgentTask("?"))).Backend);
        Assert.Equal("blue", Assert.Single(_backup.Requests).Headers["X-Team"]);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(422)]
    public async Task Run_RequestIsWrong_IsNotPassedOn(int status)
    {
        _primary.Handler = Replies.Error(status, "Too long.", "context_length_exceeded");

        var result = await AskAsync(CreateOptions(), new AgentTask("?"));

        Assert.Equal("The model did not answer: Too long.", result.Error);
        Assert.Empty(_backup.Requests);
    }

    [Fact]
    public async Task Run_AllFail_IsTheLastOnesError()
    {
        _primary.Handler = Replies.Reset();
        _backup.Handler = Replies.Error(500, "Broken.", "no");

        Assert.Equal("The model did not answer: Broken.", (await AskAsync(CreateOptions(), new AgentTask("?"))).Error);
    }

    [Fact]
    public async Task Run_AnswerAgainstTheSchema_IsSentBackWithWhatIsWrong()
    {
        var options = CreateOptions();
        options.AnswerSchema = System.Text.Json.JsonElement.Parse("""{"type":"object","required":["city"]}""");
        var asked = 0;
        _primary.Handler = context => Replies.Stream(++asked == 1 ? "Paris" : """{"city":"Paris"}""")(context);

        var result = await AskAsync(options, new AgentTask("?"));

        Assert.Equal("""{"city":"Paris"}""", result.Output);
        Assert.Equal(2, result.Usage.ModelCalls);
        Assert.Contains("It is not JSON", _primary.Requests.Last().Body, StringComparison.Ordinal);
        Assert.Contains("json_schema", _primary.Requests.First().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SecondCallerGivesUp_FirstIsStillToldOfEverything()
    {
        var options = CreateOptions();
        options.AnswerSchema = System.Text.Json.JsonElement.Parse("""{"type":"object"}""");
        var (release, hasBegun, asked) = (new TaskCompletionSource(), new TaskCompletionSource(), 0);
        _primary.Handler = context => (++asked == 1 ? Replies.StreamHeld(release.Task, "Par", "is") : Replies.Stream("{}"))(context);
        var told = new List<AgentEvent>();
        var agent = CreateFactory().Create(options);
        var first = agent.RunAsync(
            new AgentTask("?")
            {
                RunId = s_run,
                OnEvent = happened =>
                {
                    told.Add(happened);
                    hasBegun.TrySetResult();
                },
            },
            Token);
        await hasBegun.Task.WaitAsync(Token);

        using (var giveUp = new CancellationTokenSource())
        {
            var second = agent.RunAsync(new AgentTask("?") { RunId = s_run, OnEvent = static _ => { } }, giveUp.Token);
            await giveUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        }

        release.SetResult();
        Assert.Equal("{}", (await first).Output);
        Assert.Equal([new TokenEvent("Par"), new TokenEvent("is"), new TokenEvent("{}"), new MessageEvent("{}")], told);
    }

    [Fact]
    public async Task Run_NeverKeepsToTheSchema_IsAnError()
    {
        var options = CreateOptions();
        options.AnswerSchema = System.Text.Json.JsonElement.Parse("""{"type":"object"}""");

        var result = await AskAsync(options, new AgentTask("?"));

        Assert.StartsWith("The model was asked 3 times and did not keep to the schema: It is not JSON", result.Error, StringComparison.Ordinal);
        Assert.Equal(3, _primary.Requests.Count);
    }

    [Fact]
    public async Task Run_BudgetUsedUp_IsNotGoneOnWith()
    {
        var options = CreateOptions();
        options.AnswerSchema = System.Text.Json.JsonElement.Parse("""{"type":"object"}""");

        var result = await AskAsync(options, new AgentTask("?") { Budget = new AgentBudget { MaxIterations = 1 } });

        Assert.Equal("The budget of 1 model calls is used up.", result.Error);
    }

    [Fact]
    public async Task Run_SameNameAgain_AsksNobodyTwice()
    {
        var task = new AgentTask("?");

        await AskAsync(CreateOptions(), task);
        var result = await AskAsync(CreateOptions(), task);

        Assert.Equal("Paris", result.Output);
        Assert.Single(_primary.Requests);
    }

    [Fact]
    public void Create_WrongOptions_AreAllTold()
    {
        var options = AgentBackendOptions.Read("""{"temperature":3,"maxCorrections":-1,"answerSchema":{"type":7},"onlineEndpoints":[{"name":"a","address":"nowhere"},{"name":"a","address":"http://localhost:1","maxTries":0}]}""");

        var message = Assert.Throws<ArgumentException>(() => CreateFactory().Create(options)).Message;

        Assert.All(
            ["Temperature is 3", "MaxCorrections is -1", "AnswerSchema cannot be used", "Two OnlineEndpoints are named 'a'", "has the Address 'nowhere'", "has MaxTries 0"],
            problem => Assert.Contains(problem, message, StringComparison.Ordinal));
        Assert.Contains("OnlineEndpoints is empty", Assert.Throws<ArgumentException>(() => CreateFactory().Create(new AgentBackendOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_UnknownMember_IsRefused() => Assert.Throws<System.Text.Json.JsonException>(() => AgentBackendOptions.Read("""{"onlineEndpoint":[]}"""));

    [Fact]
    public void Read_Nothing_KeepsTheDefaults()
    {
        var options = AgentBackendOptions.Read("{}");

        Assert.Equal(("assistant", AgentTransport.Online, 2, "native"), (options.Name, options.DefaultTransport, options.MaxCorrections, options.LocalRunner));
    }

    private AgentFactory CreateFactory() => new(_http, new LocalRunners(), _journal, TimeProvider.System);

    private Task<AgentResult> AskAsync(AgentBackendOptions options, AgentTask task) => CreateFactory().Create(options).RunAsync(task, Token);

    private AgentBackendOptions CreateOptions() => new()
    {
        OnlineEndpoints =
        [
            new OnlineEndpoint { Name = "primary", Address = new Uri(_primary.Address), InputPrice = 1, OutputPrice = 2 },
            new OnlineEndpoint { Name = "backup", Address = new Uri(_backup.Address) },
        ],
    };
}
