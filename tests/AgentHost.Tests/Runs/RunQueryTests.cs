using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.AgentHost.Tests.Runs;

public sealed class RunQueryTests(StoresFixture stores)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_InPages_ShowsEveryRunOnceNewestFirst()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));
        var started = new List<string>();
        for (var number = 0; number < 5; number++)
        {
            started.Add((await app.Runs.RunAsync($"hello {number}", "pages"))[0].RunId);
        }

        var first = (await app.Runs.ListAsync("user=pages&limit=3"))!;
        var second = (await app.Runs.ListAsync($"user=pages&limit=3&before={first.Next}"))!;

        Assert.Equal(Enumerable.Reverse(started), first.Data.Concat(second.Data).Select(run => run.Id));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task List_ByStatus_ShowsOnlyThose()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"), ScriptedAnswer.Say(" "));
        await app.Runs.RunAsync("good", "statuses");
        await app.Runs.RunAsync("bad", "statuses");

        Assert.Equal(["good"], (await app.Runs.ListAsync("user=statuses&status=completed"))!.Data.Select(run => run.Input));
        Assert.Equal(["The model gave an empty answer."], (await app.Runs.ListAsync("user=statuses&status=failed"))!.Data.Select(run => run.Error));
    }

    [Fact]
    public async Task Get_OtherUsersRun_Answers404()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));
        var id = (await app.Runs.RunAsync("secret", "owner"))[0].RunId;

        using var stranger = await app.Runs.Http.GetAsync($"/v1/runs/{id}?user=stranger", Cancellation);
        using var owner = await app.Runs.Http.GetAsync($"/v1/runs/{id}?user=owner", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        Assert.Equal(HttpStatusCode.OK, owner.StatusCode);
        Assert.Empty((await app.Runs.ListAsync("user=stranger"))!.Data);
    }

    [Fact]
    public async Task Events_FromTheMiddle_ContinueThere()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Call("calculator", """{"expression":"6*7"}"""), ScriptedAnswer.Say("42"));
        var all = (await app.Runs.RunAsync("6*7?", "resumer")).Where(runEvent => runEvent.Type != RunEventTypes.Token).ToList();

        var rest = await app.Runs.FollowAsync(all[0].RunId, all[1].Sequence).ToListAsync(Cancellation);

        Assert.Equal(all.Skip(2).Select(runEvent => (runEvent.Sequence, runEvent.Type)), rest.Select(runEvent => (runEvent.Sequence, runEvent.Type)));
    }

    [Fact]
    public async Task Events_LateSubscriberOfRunningRun_SeesTheTextSoFar()
    {
        var release = new TaskCompletionSource();
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Hold("first ", release.Task, "last"));
        await using var early = app.Runs.StartAsync("hello", "late").GetAsyncEnumerator(Cancellation);
        while (await early.MoveNextAsync() && early.Current.Type != RunEventTypes.Token)
        {
            // Until the first piece is out.
        }

        await using var late = app.Runs.FollowAsync(early.Current.RunId).GetAsyncEnumerator(Cancellation);
        Assert.True(await late.MoveNextAsync());
        Assert.Equal(RunEventTypes.Started, late.Current.Type);
        Assert.True(await late.MoveNextAsync());
        Assert.Equal(RunEventTypes.StepStarted, late.Current.Type);
        Assert.True(await late.MoveNextAsync());
        Assert.Equal("first ", late.Current.Text);
        release.SetResult();
        var rest = new List<RunEvent>();
        while (await late.MoveNextAsync())
        {
            rest.Add(late.Current);
        }

        Assert.Equal("first last", rest.Single(runEvent => runEvent.Type == RunEventTypes.Message).Text);
    }

    [Fact]
    public async Task Events_BadLastEventId_Answers400()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/runs/x/events");
        request.Headers.Add("Last-Event-ID", "abc");

        using var response = await app.Runs.Http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("/v1/runs?before=%00")]
    [InlineData("/v1/runs/x?user=%00")]
    [InlineData("/v1/sessions/x?agent=%00")]
    public async Task Address_WithANul_Answers400(string address)
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));

        using var response = await app.Runs.Http.GetAsync(address, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Post_AcceptingOnlyJson_AnswersTheFinishedRun()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("hello"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/agents/assistant/runs") { Content = JsonContent.Create(new { input = "hi", user = "json" }) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));

        using var response = await app.Runs.Http.SendAsync(request, Cancellation);
        var run = await response.Content.ReadFromJsonAsync(AgentsJsonContext.Default.RunDetail, Cancellation);

        Assert.Equal($"/v1/runs/{run!.Id}", response.Headers.Location?.OriginalString);
        Assert.Equal((RunStatuses.Completed, "hello"), (run.Status, run.Output));
        Assert.Equal([RunEventTypes.Started, RunEventTypes.Message, RunEventTypes.Completed], run.Events.Types());
    }

    [Fact]
    public async Task Agents_Listed_NameTheirTools()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));

        var agents = await app.Runs.Http.GetFromJsonAsync("/v1/agents", AgentsJsonContext.Default.AgentList, Cancellation);

        var assistant = Assert.Single(agents!.Data);
        Assert.Equal(("assistant", "default", 66), (assistant.Id, assistant.Model, assistant.Tools.Count));
    }

    [Fact]
    public async Task Cancel_EndedRun_ChangesNothing()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));
        var id = (await app.Runs.RunAsync("hi", "too-late"))[0].RunId;

        using var response = await app.Runs.CancelAsync(id);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(RunStatuses.Completed, (await app.Runs.GetAsync(id))!.Status);
    }
}
