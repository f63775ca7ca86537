using System.Net;
using System.Text.Json;
using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Jobs;

/// <summary>Rows B1 and B4: requests that are answered later, at a Router without a database.</summary>
public sealed class JobApiTests : IAsyncLifetime
{
    private MockRouter _router = null!;
    private JobClient _jobs = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _router = await MockRouter.StartAsync();
        _jobs = new JobClient(_router.Client);
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    [Fact]
    public async Task Chat_Submitted_HasTheAnswerAsItsResult()
    {
        _router.First.Script(new Scenario { Text = "all done" });

        using var accepted = await _jobs.PostAsync($$"""{"body":{{JobClient.Question}}}""");
        var job = JsonElement.Parse(await accepted.Content.ReadAsStringAsync(Token));
        var id = job.GetProperty("id").GetString()!;
        using var result = await _jobs.ResultAsync(id);
        var answer = JsonElement.Parse(await result.Content.ReadAsStringAsync(Token));

        Assert.Equal((HttpStatusCode.Accepted, $"/v1/queue/status/{id}"), (accepted.StatusCode, accepted.Headers.Location?.ToString()));
        Assert.Equal((HttpStatusCode.OK, "chat.completion"), (result.StatusCode, answer.GetProperty("object").GetString()));
        Assert.Equal("all done", answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString());
        Assert.True(answer.GetProperty("usage").GetProperty("total_tokens").GetInt32() > 0);
        Assert.Equal("completed", await _jobs.StateAsync(id));
    }

    [Fact]
    public async Task Attempt_IsARequestThatExplainsItself()
    {
        var id = await _jobs.SubmitAsync();
        using var result = await _jobs.ResultAsync(id);

        var request = JsonElement.Parse(await _jobs.Http.GetStringAsync($"/v1/requests/job-{Guid.Parse(id):N}-1", Token));

        Assert.Equal("first", request.GetProperty("attempts")[0].GetProperty("provider").GetString());
    }

    [Fact]
    public async Task Stream_FromAnyPoint_TellsEveryEventOnceAndEnds()
    {
        _router.First.Script(Scenario.Parse("tokens-8+rate-50"));
        var id = await _jobs.SubmitAsync();

        var live = await _jobs.FollowAsync(id);
        var late = await _jobs.FollowAsync(id);
        var resumed = await _jobs.FollowAsync(id, after: live[3].Id);
        using var result = await _jobs.ResultAsync(id);
        var said = JsonElement.Parse(await result.Content.ReadAsStringAsync(Token)).GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString();

        Assert.Equal(live.Select(item => item.Id).Order().Distinct(), live.Select(item => item.Id));
        Assert.Equal(["pending", "running"], live.Take(2).Select(item => item.Type));
        Assert.Equal("completed", live[^1].Type);
        Assert.Equal(said, JobClient.TextOf(live));
        Assert.Equal(live.Select(item => (item.Id, item.Type)), late.Select(item => (item.Id, item.Type)));
        Assert.Equal(live.Skip(4).Select(item => item.Id), resumed.Select(item => item.Id));
    }

    [Fact]
    public async Task Stream_AfterTheLastEvent_HasNothingToTell()
    {
        var id = await _jobs.SubmitAsync();
        var events = await _jobs.FollowAsync(id);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/queue/stream/{id}");
        request.Headers.TryAddWithoutValidation("Last-Event-ID", $"{events[^1].Id}");

        using var answer = await _jobs.Http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Fact]
    public async Task Request_IsKeptAsItWasSubmitted()
    {
        var id = await _jobs.SubmitAsync();

        using var answer = await _jobs.Http.GetAsync($"/v1/queue/request/{id}", Token);
        using var unknown = await _jobs.Http.GetAsync($"/v1/queue/request/{Guid.NewGuid()}", Token);

        Assert.Equal(("application/json", JobClient.Question), (answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync(Token)));
        await unknown.AssertErrorAsync(404, "not_found");
    }

    [Fact]
    public async Task Responses_AreDoneToo()
    {
        _router.First.Script(new Scenario { Text = "a response" });

        var id = await _jobs.SubmitAsync("""{"model":"first/m","input":"Go"}""", ""","url":"/v1/responses" """);
        using var result = await _jobs.ResultAsync(id);
        var answer = JsonElement.Parse(await result.Content.ReadAsStringAsync(Token));

        Assert.Equal(("response", "completed"), (answer.GetProperty("object").GetString(), answer.GetProperty("status").GetString()));
        Assert.Contains("a response", answer.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/embeddings", """{"model":"first/m","input":"Go"}""", "list")]
    [InlineData("/v1/completions", """{"model":"first/m","prompt":"Go","stream":true}""", "text_completion")]
    [InlineData("/v1/chat/completions", """{"model":"first/m","n":2,"messages":[{"role":"user","content":"Go"}]}""", "chat.completion")]
    public async Task AnswersInOnePiece_AreKeptAsTheyCame(string url, string body, string type)
    {
        var id = await _jobs.SubmitAsync(body, $$""","url":"{{url}}" """);
        using var result = await _jobs.ResultAsync(id);

        Assert.Equal(type, JsonElement.Parse(await result.Content.ReadAsStringAsync(Token)).GetProperty("object").GetString());
    }

    [Fact]
    public async Task Key_UsedAgain_NamesTheSameJobOrIsRefused()
    {
        using var first = await _jobs.PostAsync($$"""{"body":{{JobClient.Question}}}""", key: "order-7");
        using var again = await _jobs.PostAsync($$"""{"body":{{JobClient.Question}},"idempotency_key":"order-7"}""");
        using var other = await _jobs.PostAsync("""{"body":{"model":"first/m","messages":[]}}""", key: "order-7");

        Assert.Equal(await IdOfAsync(first), await IdOfAsync(again));
        Assert.False(first.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotent-Replayed")));
        await other.AssertErrorAsync(409, "conflict");
    }

    [Fact]
    public async Task Cancelled_WhileItWaits_IsNeverDone()
    {
        var id = await _jobs.SubmitAsync(more: ""","delay_seconds":3600""");

        using var cancelled = await _jobs.CancelAsync(id);
        using var again = await _jobs.CancelAsync(id);
        using var result = await _jobs.ResultAsync(id);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (cancelled.StatusCode, again.StatusCode));
        Assert.Equal("cancelled", await _jobs.StateAsync(id));
        await result.AssertErrorAsync(409, "cancelled");
        Assert.Equal("cancelled", (await _jobs.FollowAsync(id))[^1].Type);
        Assert.Empty(_router.First.Requests);
    }

    [Fact]
    public async Task Cancelled_WhileItRuns_EndsAtTheUpstreamToo()
    {
        _router.First.Script(Scenario.Parse("tokens-5000+rate-20"));
        var id = await _jobs.SubmitAsync();
        await _jobs.FollowAsync(id, until: type => type == "content");

        using var cancelled = await _jobs.CancelAsync(id);

        Assert.Equal("cancelled", await _jobs.StateAsync(id));
        await Deadline.UntilAsync(() => _router.First.Requests[^1].State == MockUpstream.Recording.RequestState.Disconnected);
        Assert.Equal("cancelled", (await _jobs.FollowAsync(id))[^1].Type);
    }

    [Fact]
    public async Task Finished_CannotBeCancelledAndIsNotReplayed()
    {
        var id = await _jobs.SubmitAsync();
        using var result = await _jobs.ResultAsync(id);

        using var cancelled = await _jobs.CancelAsync(id);
        using var replayed = await _jobs.Http.PostAsync($"/v1/queue/replay/{id}", null, Token);

        await cancelled.AssertErrorAsync(409, "already_finished");
        await replayed.AssertErrorAsync(409, "conflict");
    }

    [Fact]
    public async Task Request_ThatIsRefused_FailsAtOnceAndCanBeReplayed()
    {
        var id = await _jobs.SubmitAsync("""{"model":"first/nobody","messages":[{"role":"user","content":"Go"}]}""");

        using var result = await _jobs.ResultAsync(id);
        var failed = await _jobs.StatusAsync(id);
        using var replayed = await _jobs.Http.PostAsync($"/v1/queue/replay/{id}", null, Token);

        Assert.Contains("first/nobody", await result.AssertErrorAsync(502, "job_failed"), StringComparison.Ordinal);
        Assert.Equal(("failed", 1, "model_not_found"), (failed.GetProperty("status").GetString(), failed.GetProperty("attempts").GetInt32(), failed.GetProperty("error").GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.Accepted, replayed.StatusCode);
        await Deadline.UntilAsync(async () => (await _jobs.StatusAsync(id)) is var job && job.GetProperty("attempts").GetInt32() == 2 && job.GetProperty("status").GetString() == "failed");
        Assert.Equal(["pending", "running", "failed", "pending", "running", "failed"], (await _jobs.FollowAsync(id)).Select(item => item.Type));
    }

    [Fact]
    public async Task Upstream_ThatFailsOnce_IsAskedAgain()
    {
        _router.First.Script(Scenario.Parse("status-500"), new Scenario { Text = "better now" });
        _router.Second.Script(Scenario.Parse("status-500"));

        var id = await _jobs.SubmitAsync();
        using var result = await _jobs.ResultAsync(id);

        Assert.Contains("better now", await result.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(["pending", "running", "retrying", "running"], (await _jobs.FollowAsync(id)).Where(item => item.Type is not "content" and not "completed").Select(item => item.Type));
    }

    [Fact]
    public async Task Stream_ThatBreaksOff_IsBegunAgainAndSaysSo()
    {
        _router.First.Script(Scenario.Parse("tokens-20+cut-5"), new Scenario { Text = "whole" });

        var id = await _jobs.SubmitAsync();
        using var result = await _jobs.ResultAsync(id);
        var events = await _jobs.FollowAsync(id);

        Assert.Contains("whole", await result.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal("whole", JobClient.TextOf(events.Where(item => item.Data.GetProperty("attempt").GetInt32() == 2)));
    }

    [Fact]
    public async Task List_IsFilteredAndPaged()
    {
        var waiting = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            waiting.Add(await _jobs.SubmitAsync(more: $$""","queue":"q","priority":"{{(i == 0 ? "urgent" : "low")}}","delay_seconds":3600"""));
        }

        var page = await ListAsync("queue=q&limit=2");
        var rest = await ListAsync($"queue=q&limit=2&before={page.GetProperty("data")[1].GetProperty("id").GetString()}");
        var urgent = await ListAsync("status=pending,running&priority=urgent");

        Assert.Equal([waiting[2], waiting[1]], IdsOf(page));
        Assert.True(page.GetProperty("has_more").GetBoolean());
        Assert.Equal([waiting[0]], IdsOf(rest));
        Assert.False(rest.GetProperty("has_more").GetBoolean());
        Assert.Equal([waiting[0]], IdsOf(urgent));
        var depths = JsonElement.Parse(await _jobs.Http.GetStringAsync("/v1/queue/depths", Token)).GetProperty("data").EnumerateArray().Select(depth => (depth.GetProperty("priority").GetString(), depth.GetProperty("delayed").GetInt32()));
        Assert.Equal([("urgent", 1), ("low", 2)], depths);
    }

    private async Task<JsonElement> ListAsync(string query) => JsonElement.Parse(await _jobs.Http.GetStringAsync($"/v1/queue/jobs?{query}", Token));

    private static IEnumerable<string?> IdsOf(JsonElement list) => list.GetProperty("data").EnumerateArray().Select(job => job.GetProperty("id").GetString());

    private static async Task<string?> IdOfAsync(HttpResponseMessage answer) => JsonElement.Parse(await answer.Content.ReadAsStringAsync(Token)).GetProperty("id").GetString();
}
