using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.AgentHost.Tests.Runs;

/// <summary>A run's journal over the API: what happened, states, forks and replays.</summary>
public sealed class RunHistoryTests(StoresFixture stores)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task History_InPages_ListsCallsWithWhatTheyTook()
    {
        await using var app = Start(ScriptedAnswer.Say("42"));
        var id = await RunAsync(app, "history");

        var first = (await app.Runs.Http.GetFromJsonAsync($"/v1/runs/{id}/history?limit=2", AgentsJsonContext.Default.RunHistory, Cancellation))!;
        var rest = (await app.Runs.Http.GetFromJsonAsync($"/v1/runs/{id}/history?after={first.Next}", AgentsJsonContext.Default.RunHistory, Cancellation))!;
        var items = first.Data.Concat(rest.Data).ToList();

        Assert.Equal(Enumerable.Range(1, items.Count).Select(number => (long)number), items.Select(item => item.Sequence));
        Assert.Equal((RunHistoryKinds.Started, RunHistoryKinds.Ended), (items[0].Kind, items[^1].Kind));
        Assert.Equal(["model", "calculator", "model"], items.Where(item => item.Kind == RunHistoryKinds.Receipt).Select(item => item.Name));
        Assert.All(items.Where(item => item.Kind == RunHistoryKinds.Receipt), item => Assert.NotNull(item.DurationMs));
        Assert.Null(rest.Next);
    }

    [Fact]
    public async Task State_AtAnEntry_IsAsItWasThen()
    {
        await using var app = Start(ScriptedAnswer.Say("42"));
        var id = await RunAsync(app, "state");

        var began = (await app.Runs.Http.GetFromJsonAsync($"/v1/runs/{id}/state?at=1", AgentsJsonContext.Default.RunState, Cancellation))!;
        var ended = (await app.Runs.Http.GetFromJsonAsync($"/v1/runs/{id}/state", AgentsJsonContext.Default.RunState, Cancellation))!;

        Assert.Equal((1, false), (began.State.GetProperty("messages").GetArrayLength(), began.State.TryGetProperty("output", out _)));
        Assert.Equal((4, "42"), (ended.State.GetProperty("messages").GetArrayLength(), ended.State.GetProperty("output").GetString()));
    }

    [Fact]
    public async Task Fork_FromTheFirstEntryWithAnotherPrompt_AsksAnewAndLeavesItsParent()
    {
        var model = new ScriptedChatClient(ScriptedAnswer.Call("calculator", """{"expression":"6*7"}"""), ScriptedAnswer.Say("42"), ScriptedAnswer.Say("Forty-two."));
        await using var app = new AgentHostApplication(stores, model);
        var id = await RunAsync(app, "fork");

        using var response = await app.Runs.PostAsync($"/v1/runs/{id}/fork", """{"at":1,"system_prompt":"Write numbers as words."}""");
        var fork = (await response.Content.ReadFromJsonAsync(AgentsJsonContext.Default.RunSummary, Cancellation))!;
        var events = await app.Runs.FollowAsync(fork.Id).ToListAsync(Cancellation);

        Assert.Equal((HttpStatusCode.Created, $"/v1/runs/{fork.Id}"), (response.StatusCode, response.Headers.Location?.OriginalString));
        Assert.Equal((id, 1L), (fork.Parent, fork.ForkedAt));
        Assert.Equal([RunEventTypes.Started, RunEventTypes.Message, RunEventTypes.Completed], events.Types());
        Assert.Equal("Write numbers as words.", model.Requests.Last()[0].Text);
        Assert.Equal("Forty-two.", (await app.Runs.GetAsync(fork.Id))!.Output);
        Assert.Equal("42", (await app.Runs.GetAsync(id))!.Output);
    }

    [Fact]
    public async Task Fork_WithAnotherModelAlone_AsksThatModelWithTheParentsPrompt()
    {
        var model = new ScriptedChatClient(ScriptedAnswer.Say("42"), ScriptedAnswer.Say("Forty-two."));
        await using var app = new AgentHostApplication(stores, model);
        var id = await RunAsync(app, "model");

        using var response = await app.Runs.PostAsync($"/v1/runs/{id}/fork", """{"at":1,"model":"openai/other"}""");
        var fork = (await response.Content.ReadFromJsonAsync(AgentsJsonContext.Default.RunSummary, Cancellation))!;
        var events = await app.Runs.FollowAsync(fork.Id).ToListAsync(Cancellation);

        Assert.Equal("openai/other", events[0].Model);
        Assert.Equal(["default", "openai/other"], model.Options.Select(options => options?.ModelId));
        Assert.Equal(model.Requests.First()[0].Text, model.Requests.Last()[0].Text);
    }

    [Fact]
    public async Task Replay_Unchanged_ReusesAllAndCallsNothing()
    {
        var model = new ScriptedChatClient(ScriptedAnswer.Call("calculator", """{"expression":"6*7"}"""), ScriptedAnswer.Say("42"));
        await using var app = new AgentHostApplication(stores, model);
        var id = await RunAsync(app, "replay");

        var same = await ReplayAsync(app, id, "{}");
        var other = await ReplayAsync(app, id, """{"system_prompt":"Be brief."}""");

        Assert.Equal((true, "42", "42", 3, 0), (same.IsComplete, same.Output, same.RecordedOutput, same.Reused, same.Differences.Count));
        Assert.False(other.IsComplete);
        Assert.Equal(("think", 1, false), other.Differences.Select(difference => (difference.Node, difference.Ordinal, difference.WasCalled)).First());
        Assert.Equal(2, model.Requests.Count);
    }

    [Fact]
    public async Task Replay_ThatCallsModels_NeedsAPlaceAndGivesItBack()
    {
        var model = new ScriptedChatClient(ScriptedAnswer.Say("42"), ScriptedAnswer.Hold("thinking", new TaskCompletionSource().Task), ScriptedAnswer.Say("Forty-two."));
        await using var app = new AgentHostApplication(stores, model, ("AgentHost:MaxRunningRuns", "1"));
        var id = await RunAsync(app, "full");
        var body = """{"system_prompt":"Be brief.","call_pure":true}""";
        await using var events = app.Runs.StartAsync("hello", "full").GetAsyncEnumerator(Cancellation);
        while (await events.MoveNextAsync() && events.Current.Type != RunEventTypes.Token)
        {
            // Until the one place is taken, and the model is asked.
        }

        using var refused = await app.Runs.PostAsync($"/v1/runs/{id}/replay", body);
        var recorded = await ReplayAsync(app, id, "{}");
        using var cancelled = await app.Runs.CancelAsync(events.Current.RunId);
        await Deadline.WaitAsync(
            async () =>
            {
                using var response = await app.Runs.PostAsync($"/v1/runs/{id}/replay", body);
                return response.IsSuccessStatusCode;
            },
            TimeSpan.FromSeconds(30),
            "the place to be given back",
            Cancellation);
        var replayed = await ReplayAsync(app, id, body);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(("42", "Forty-two."), (recorded.Output, replayed.Output));
    }

    [Theory]
    [InlineData("GET", "history?after=x", null, 400)]
    [InlineData("GET", "history?limit=0", null, 400)]
    [InlineData("GET", "state?at=0", null, 400)]
    [InlineData("GET", "state?at=999", null, 404)]
    [InlineData("POST", "fork", """{"at":999}""", 404)]
    [InlineData("POST", "fork", """{"model":""}""", 400)]
    [InlineData("POST", "replay", """{"call_pure":"yes"}""", 400)]
    public async Task Request_ForWhatIsNotThere_IsRefused(string method, string path, string? body, int status)
    {
        await using var app = Start(ScriptedAnswer.Say("42"));
        var id = await RunAsync(app, "wrong");
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/v1/runs/{id}/{path}");
        if (body is not null)
        {
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        }

        using var response = await app.Runs.Http.SendAsync(request, Cancellation);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    private AgentHostApplication Start(ScriptedAnswer last) => new(stores, ScriptedAnswer.Call("calculator", """{"expression":"6*7"}"""), last);

    private static async Task<string> RunAsync(AgentHostApplication app, string user) => (await app.Runs.RunAsync("6*7?", user))[0].RunId;

    private static async Task<RunReplay> ReplayAsync(AgentHostApplication app, string id, string body)
    {
        using var response = await app.Runs.PostAsync($"/v1/runs/{id}/replay", body);
        return JsonSerializer.Deserialize(await response.Content.ReadAsStringAsync(Cancellation), AgentsJsonContext.Default.RunReplay)!;
    }
}
