using System.Net;
using System.Net.Http.Json;
using Dapper;
using Switchyard.Contracts.Agents;
using Switchyard.Contracts.OpenAI;
using Switchyard.Providers;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.AgentHost.Tests.Sessions;

public sealed class SessionTests(StoresFixture stores)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Conversation_OverTheThreshold_IsSummarisedAndTheModelToldSo()
    {
        var model = new ScriptedChatClient(ScriptedAnswer.From(messages => messages[0].Text.StartsWith("You write down", StringComparison.Ordinal) ? "They greeted." : "ok"));
        await using var app = new AgentHostApplication(stores, model, ("AgentHost:CompactHistoryAt", "35"));
        for (var turn = 0; turn < 4; turn++)
        {
            await app.Runs.RunAsync($"hello {turn}", "long", "c");
        }

        await Deadline.WaitAsync(async () => (await ReadAsync(app, "c"))!.Summary is not null, TimeSpan.FromSeconds(30), "the conversation to be compacted", Cancellation);
        var session = (await ReadAsync(app, "c"))!;
        await app.Runs.RunAsync("again", "long", "c");

        Assert.Equal((4, "They greeted.", "hello 0"), (session.Turns.Count, session.Summary, session.Title));
        Assert.EndsWith("They greeted.", model.Requests.Last()[0].Text, StringComparison.Ordinal);
        Assert.Equal(["hello 2", "ok", "hello 3", "ok", "again"], model.Requests.Last().Skip(1).Select(message => message.Text));
    }

    [Fact]
    public async Task Session_ReadAndSentElsewhere_GoesOnThere()
    {
        var model = new ScriptedChatClient(ScriptedAnswer.Say("Hi Ada."), ScriptedAnswer.Say("Ada."));
        await using var here = new AgentHostApplication(stores, model);
        await using var there = new AgentHostApplication(stores, model);
        await here.Runs.RunAsync("I am Ada.", "mover", "c");

        var document = (await ReadAsync(here, "c"))!;
        using var sent = await SendAsync(there, document);
        using var twice = await SendAsync(there, document);
        await there.Runs.RunAsync("Who am I?", "mover", "c");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Conflict), (sent.StatusCode, twice.StatusCode));
        Assert.Equal(["I am Ada.", "Hi Ada.", "Who am I?"], model.Requests.Last().Skip(1).Select(message => message.Text));
    }

    [Fact]
    public async Task Session_Deleted_LeavesNothing()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));
        await app.Runs.RunAsync("secret", "leaver", "c");

        using var deleted = await app.Runs.Http.DeleteAsync("/v1/sessions/c?user=leaver", Cancellation);
        using var again = await app.Runs.Http.DeleteAsync("/v1/sessions/c?user=leaver", Cancellation);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (deleted.StatusCode, again.StatusCode));
        await using var connection = await app.Database.OpenConnectionAsync(Cancellation);
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>(
            "select ((select count(*) from agents.runs) + (select count(*) from agents.run_events) + (select count(*) from agents.messages) + (select count(*) from agent_runs.runs) + (select count(*) from agent_runs.entries))::int"));
    }

    [Fact]
    public async Task Session_WithARunAtWork_IsNotDeleted()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Hold("a", new TaskCompletionSource().Task));
        await using var events = app.Runs.StartAsync("hi", "busy", "c").GetAsyncEnumerator(Cancellation);
        Assert.True(await events.MoveNextAsync());

        using var refused = await app.Runs.Http.DeleteAsync("/v1/sessions/c?user=busy", Cancellation);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
    }

    [Fact]
    public async Task Session_AskedAbout_AnswersWithTheModelsWords()
    {
        var model = new ScriptedChatClient(
            ScriptedAnswer.Say("Hi."), ScriptedAnswer.Say("- Ada is the user."), ScriptedAnswer.Say("They met."), ScriptedAnswer.Say("""{"score":5,"reasoning":"Polite.","open_points":[]}"""), ScriptedAnswer.Say("no"));
        await using var app = new AgentHostApplication(stores, model);
        await app.Runs.RunAsync("I am Ada.", "asker", "c");

        using var facts = await app.Runs.PostAsync("/v1/sessions/c/facts", "");
        using var summary = await app.Runs.PostAsync("/v1/sessions/c/summary", "");
        using var assessment = await app.Runs.PostAsync("/v1/sessions/c/assessment", "");
        using var failed = await app.Runs.PostAsync("/v1/sessions/c/assessment", "");

        Assert.Equal(["Ada is the user."], (await facts.Content.ReadFromJsonAsync(AgentsJsonContext.Default.SessionFacts, Cancellation))!.Facts);
        Assert.Equal("They met.", (await summary.Content.ReadFromJsonAsync(AgentsJsonContext.Default.SessionSummary, Cancellation))!.Summary);
        Assert.Equal((5, "Polite."), (await assessment.Content.ReadFromJsonAsync(AgentsJsonContext.Default.SessionAssessment, Cancellation)) is { } read ? (read.Score, read.Reasoning) : default);
        Assert.Equal(HttpStatusCode.BadGateway, failed.StatusCode);
    }

    [Fact]
    public async Task Facts_AskedAgain_AreFoundUntilTheConversationGoesOn()
    {
        var model = new ScriptedChatClient(ScriptedAnswer.Say("Hi."), ScriptedAnswer.Say("- Ada is the user."), ScriptedAnswer.Say("Nice."), ScriptedAnswer.Say("- Ada likes tea."));
        await using var app = new AgentHostApplication(stores, model);
        await app.Runs.RunAsync("I am Ada.", "rememberer", "c");

        var first = await ReadFactsAsync(app);
        var again = await ReadFactsAsync(app);
        await app.Runs.RunAsync("I like tea.", "rememberer", "c");
        var later = await ReadFactsAsync(app);
        var session = (await ReadAsync(app, "c"))!;

        Assert.Equal(["Ada is the user."], first.Facts);
        Assert.Equal(first.Facts, again.Facts);
        Assert.Equal(["Ada likes tea."], later.Facts);
        Assert.Equal(4, model.Requests.Count);
        Assert.Equal(later.Facts, session.Facts);
        Assert.Equal(session.Turns[^1].RunId, session.FactsThrough);
    }

    [Fact]
    public async Task Session_SentElsewhere_KeepsPromptToolsFactsAndTraces()
    {
        var model = new ScriptedChatClient(ScriptedAnswer.Say("Hi."), ScriptedAnswer.Say("- Ada is the user."), ScriptedAnswer.Say("Ada."));
        await using var here = new AgentHostApplication(stores, model);
        await using var there = new AgentHostApplication(stores, model);
        using var mine = await here.Runs.DefineAsync("assistant", "system_prompt: You are a pirate.\ntools: [calculator]");
        await here.Runs.RunAsync("I am Ada.", "mover", "c");
        await ReadFactsAsync(here);

        var document = (await here.Runs.Http.GetFromJsonAsync("/v1/sessions/c?traces=true", AgentsJsonContext.Default.SessionDocument, Cancellation))!;
        using var sent = await SendAsync(there, document);
        var read = (await there.Runs.Http.GetFromJsonAsync("/v1/sessions/c?traces=true", AgentsJsonContext.Default.SessionDocument, Cancellation))!;
        await there.Runs.RunAsync("Who am I?", "mover", "c");

        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        Assert.Equal(("You are a pirate.", read.Turns[0].RunId), (read.SystemPrompt, read.FactsThrough));
        Assert.Equal(["calculator"], read.Tools!);
        Assert.Equal(["Ada is the user."], read.Facts!);
        Assert.Equal(document.Traces![0].Events.Select(told => told.Type), Assert.Single(read.Traces!).Events.Select(told => told.Type));
        Assert.NotEqual(document.Turns[0].RunId, read.Traces![0].RunId);
        Assert.All(read.Traces[0].Events, told => Assert.Equal(read.Turns[0].RunId, told.RunId));
        Assert.Equal(("You are a pirate.", "calculator"), (model.Requests.Last()[0].Text, Assert.Single(model.Options.Last()!.Tools!).Name));
    }

    [Theory]
    [InlineData("\"facts\":[\"a\"]", "facts_through")]
    [InlineData("\"facts\":[\"a\"],\"facts_through\":\"other\"", "facts_through")]
    [InlineData("\"tools\":[null]", "tools")]
    [InlineData("\"traces\":[{\"run_id\":\"other\",\"events\":[]}]", "traces")]
    public async Task Import_OfWhatCannotBeHeld_IsRefused(string member, string param)
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));
        var body = $$"""
            {"id":"c","user":"u","agent":"assistant","created_at":"2026-01-01T00:00:00Z","last_used_at":"2026-01-01T00:00:00Z","runs":1,
             "turns":[{"run_id":"r","at":"2026-01-01T00:00:00Z","messages":[{"role":"user","content":"Hi"}]}],{{member}}}
            """;

        using var response = await app.Runs.PostAsync("/v1/sessions", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains($"\"{param}\"", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compact")]
    [InlineData("facts")]
    [InlineData("summary")]
    [InlineData("assessment")]
    public async Task Session_WhoseModelIsAway_AnswersUnavailable(string route)
    {
        var away = new ProviderException(new ProviderError("No node is up.") { Code = ProviderErrorCodes.ConnectionFailed, RetryAfter = TimeSpan.FromSeconds(7) });
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("Hi."), ScriptedAnswer.Say("Hi."), ScriptedAnswer.Say("Hi."), ScriptedAnswer.Throw(away));
        for (var turn = 0; turn < 3; turn++)
        {
            await app.Runs.RunAsync("hello", "stranded", "c");
        }

        using var response = await app.Runs.PostAsync($"/v1/sessions/c/{route}", "");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(7)), (response.StatusCode, response.Headers.RetryAfter?.Delta));
        Assert.Contains("No node is up.", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compaction_OfAConversation_BeginsBehindTheLastOne()
    {
        var model = new ScriptedChatClient(ScriptedAnswer.From(messages => messages[0].Text.StartsWith("You write down", StringComparison.Ordinal) ? $"After {messages[1].Text.Length} characters." : "ok"));
        await using var app = new AgentHostApplication(stores, model, ("AgentHost:CompactHistoryAt", "0"));
        List<string> runs = [];
        for (var turn = 0; turn < 3; turn++)
        {
            runs.Add((await app.Runs.RunAsync($"hello {turn}", "twice", "c"))[0].RunId);
        }

        var first = await CompactAsync(app);

        // Whoever reads the turn that the summary stands for fails.
        await using (var connection = await app.Database.OpenConnectionAsync(Cancellation))
        {
            await connection.ExecuteAsync("update agents.messages set tool_calls = '5' where run_id = @id", new { id = runs[0] });
        }

        await app.Runs.RunAsync("hello 3", "twice", "c");
        var second = await CompactAsync(app);

        Assert.Equal((1, 1), (first.CompactedTurns, second.CompactedTurns));
        Assert.Contains(first.Summary!, model.Requests.Last()[1].Text, StringComparison.Ordinal);
        Assert.Contains("hello 1", model.Requests.Last()[1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hello 0", model.Requests.Last()[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_OfSeveralUsers_HasToBeNamed()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));
        await app.Runs.RunAsync("hi", "one", "shared");
        await app.Runs.RunAsync("hi", "two", "shared");

        using var ambiguous = await app.Runs.Http.GetAsync("/v1/sessions/shared", Cancellation);
        var list = (await app.Runs.Http.GetFromJsonAsync("/v1/sessions?user=two", AgentsJsonContext.Default.SessionList, Cancellation))!;

        Assert.Equal(HttpStatusCode.Conflict, ambiguous.StatusCode);
        Assert.Equal(("shared", "two", 1), (list.Data[0].Id, Assert.Single(list.Data).User, list.Data[0].Runs));
    }

    [Theory]
    [InlineData("tool", "c1", "turns[0].messages")]
    [InlineData("system", null, "turns[0].messages")]
    public async Task Import_OfAWrongTurn_IsRefused(string role, string? call, string param)
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));
        var turn = new SessionTurn { RunId = "r", At = DateTimeOffset.UnixEpoch, Messages = [new ChatMessage { Role = role, ToolCallId = call, Content = "x" }] };
        var document = new SessionDocument(new SessionInfo { Id = "c", User = "u", Agent = "assistant", CreatedAt = DateTimeOffset.UnixEpoch, LastUsedAt = DateTimeOffset.UnixEpoch, Runs = 1 }, [turn]);

        using var response = await SendAsync(app, document);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(param, await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"turns\":null", "turns")]
    [InlineData("\"turns\":[null]", "turns[0].messages")]
    [InlineData("\"turns\":[{\"run_id\":\"r\",\"at\":\"2026-01-01T00:00:00Z\",\"messages\":null}]", "turns[0].messages")]
    [InlineData("\"turns\":[{\"run_id\":\"r\",\"at\":\"1969-01-01T00:00:00Z\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}]", "turns[0].at")]
    public async Task Import_OfWhatIsNull_IsRefused(string turns, string param)
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));
        var body = $$"""{"id":"c","user":"u","agent":"assistant","created_at":"2026-01-01T00:00:00Z","last_used_at":"2026-01-01T00:00:00Z","runs":1,{{turns}}}""";

        using var response = await app.Runs.PostAsync("/v1/sessions", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(param, await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private static async Task<SessionCompaction> CompactAsync(AgentHostApplication app)
    {
        using var response = await app.Runs.PostAsync("/v1/sessions/c/compact", "");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync(AgentsJsonContext.Default.SessionCompaction, Cancellation))!;
    }

    private static async Task<SessionFacts> ReadFactsAsync(AgentHostApplication app)
    {
        using var facts = await app.Runs.PostAsync("/v1/sessions/c/facts", "");
        return (await facts.Content.ReadFromJsonAsync(AgentsJsonContext.Default.SessionFacts, Cancellation))!;
    }

    private static Task<SessionDocument?> ReadAsync(AgentHostApplication app, string id) => app.Runs.Http.GetFromJsonAsync($"/v1/sessions/{id}", AgentsJsonContext.Default.SessionDocument, Cancellation);

    private static Task<HttpResponseMessage> SendAsync(AgentHostApplication app, SessionDocument document) =>
        app.Runs.Http.PostAsync("/v1/sessions", JsonContent.Create(document, AgentsJsonContext.Default.SessionDocument), Cancellation);
}
