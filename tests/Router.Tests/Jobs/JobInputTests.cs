using Xunit;

namespace Switchyard.Router.Tests.Jobs;

/// <summary>What is wrong with a submission or a question for a job is said, and nothing is stored.</summary>
public sealed class JobInputTests : IAsyncLifetime
{
    private MockRouter _router = null!;
    private JobClient _jobs = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _router = await MockRouter.StartAsync(("Router:Queue:MaxPending", "2"));
        _jobs = new JobClient(_router.Client);
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    [Theory]
    [InlineData("""{}""", "missing_required_parameter", "body")]
    [InlineData("""{"body":[]}""", "missing_required_parameter", "body")]
    [InlineData("""{"body":{},"url":"/v1/images"}""", "invalid_value", "url")]
    [InlineData("""{"body":{},"url":"/v1/agents/a/b/runs"}""", "invalid_value", "url")]
    [InlineData("""{"body":{},"url":"/v1/agents/../runs"}""", "invalid_value", "url")]
    [InlineData("""{"body":{},"url":"/v1/agents/*"}""", "invalid_value", "url")]
    [InlineData("""{"body":{},"priority":"highest"}""", "invalid_value", "priority")]
    [InlineData("""{"body":{},"queue":""}""", "invalid_value", "queue")]
    [InlineData("""{"body":{},"idempotency_key":""}""", "invalid_value", "idempotency_key")]
    [InlineData("""{"body":{},"idempotency_key":"batch-01a2198b560274daab963c07b8f652bd:mine"}""", "invalid_value", "idempotency_key")]
    [InlineData("""{"body":{},"delay_seconds":-1}""", "invalid_value", "delay_seconds")]
    [InlineData("""{"body":{},"delay_seconds":1e12}""", "invalid_value", "delay_seconds")]
    [InlineData("""{"body":{},"start_within_seconds":0}""", "invalid_value", "start_within_seconds")]
    [InlineData("""{"body":{},"time_limit_seconds":0}""", "invalid_value", "time_limit_seconds")]
    [InlineData("""{"body":{},"keep_seconds":0}""", "invalid_value", "keep_seconds")]
    [InlineData("""{"body":{},"retries":101}""", "invalid_value", "retries")]
    [InlineData("""{"body":{},"labels":["a,b"]}""", "invalid_value", "labels")]
    [InlineData("""{"body":{},"labels":[null]}""", "invalid_value", "labels")]
    [InlineData("""{"body":{},"queue":"a\u0001b"}""", "invalid_value", "queue")]
    [InlineData("""{"body":{},"keep_seconds":-1e300}""", "invalid_value", "keep_seconds")]
    public async Task Submission_OutOfBounds_IsRefused(string submission, string code, string param)
    {
        using var answer = await _jobs.PostAsync(submission);

        await answer.AssertErrorAsync(400, code, param);
        Assert.EndsWith("\"data\":[]}", (await _jobs.Http.GetStringAsync("/v1/queue/jobs", Token)).Replace(",\"has_more\":false", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AgentRun_WithoutAnAgentHost_IsRefused()
    {
        using var answer = await _jobs.PostAsync("""{"body":{"input":"Go"},"url":"/v1/agents/assistant/runs"}""");

        await answer.AssertErrorAsync(501, "not_implemented", "url");
    }

    [Theory]
    [InlineData("""{"body":{},"prio":"high"}""")]
    [InlineData("""{"body":{},"url":"/v1/embeddings","url":"/v1/responses"}""")]
    [InlineData("""{"body":{"model":""")]
    public async Task Submission_ThatCannotBeRead_IsRefused(string submission)
    {
        using var answer = await _jobs.PostAsync(submission);

        Assert.Equal(400, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/v1/queue/status/7", 404)]
    [InlineData("GET", "/v1/queue/status/01a2198b-5602-74da-ab96-3c07b8f652bd", 404)]
    [InlineData("GET", "/v1/queue/result/7?wait=true", 404)]
    [InlineData("GET", "/v1/queue/result/01a2198b-5602-74da-ab96-3c07b8f652bd?wait=true", 404)]
    [InlineData("GET", "/v1/queue/stream/7", 404)]
    [InlineData("GET", "/v1/queue/stream/7?last_event_id=x", 400)]
    [InlineData("DELETE", "/v1/queue/cancel/7", 404)]
    [InlineData("POST", "/v1/queue/replay/01a2198b-5602-74da-ab96-3c07b8f652bd", 404)]
    [InlineData("GET", "/v1/queue/result/7?timeout=301", 400)]
    [InlineData("GET", "/v1/queue/result/7?wait=maybe", 400)]
    [InlineData("GET", "/v1/queue/jobs?limit=0", 400)]
    [InlineData("GET", "/v1/queue/jobs?before=x", 400)]
    [InlineData("GET", "/v1/queue/jobs?status=done", 400)]
    [InlineData("GET", "/v1/queue/jobs?priority=1", 400)]
    public async Task Questions_ThatNameNothing_AreAnsweredSo(string method, string path, int status)
    {
        using var answer = await _jobs.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Token);

        Assert.Equal((status, "application/json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Queue_ThatIsFull_SaysWhenToComeAgain()
    {
        await _jobs.SubmitAsync(more: ""","delay_seconds":3600""");
        await _jobs.SubmitAsync(more: ""","delay_seconds":3600""");

        using var answer = await _jobs.PostAsync($$"""{"body":{{JobClient.Question}}}""");
        await _jobs.SubmitAsync(more: ""","queue":"another","delay_seconds":3600""");

        await answer.AssertErrorAsync(429, "queue_full");
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public void Settings_OutOfBounds_StopTheStart()
    {
        Assert.Contains("Role", RouterHost.StartInVain(("Router:Queue:Role", "boss")), StringComparison.Ordinal);
        Assert.Contains("AgentHost", RouterHost.StartInVain(("Router:Queue:AgentHost", "agenthost:7270")), StringComparison.Ordinal);
        Assert.Contains("TenantHeader", RouterHost.StartInVain(("Router:Queue:TenantHeader", "X Tenant")), StringComparison.Ordinal);
        Assert.Contains("Concurrency", RouterHost.StartInVain(("Router:Queue:Concurrency", "0")), StringComparison.Ordinal);
    }
}
