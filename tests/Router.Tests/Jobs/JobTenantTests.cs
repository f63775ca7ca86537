using System.Net;
using System.Text.Json;
using Xunit;

namespace Switchyard.Router.Tests.Jobs;

/// <summary>Row B1: where callers are told apart, each has its own jobs, keys and places.</summary>
public sealed class JobTenantTests : IAsyncLifetime
{
    private const string Header = "X-Tenant";
    private const string Later = ""","delay_seconds":3600""";

    private MockRouter _router = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _router = await MockRouter.StartAsync(("Router:Queue:TenantHeader", Header), ("Router:Queue:MaxPending", "2"));

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    [Theory]
    [InlineData("status")]
    [InlineData("result")]
    [InlineData("request")]
    [InlineData("stream")]
    public async Task Job_OfAnother_IsNotThere(string what)
    {
        using var http = Of("acme");
        using var other = Of("globex");
        var id = await new JobClient(http).SubmitAsync();

        using var answer = await other.GetAsync($"/v1/queue/{what}/{id}", Token);
        using var own = await http.GetAsync($"/v1/queue/{what}/{id}", Token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.True(own.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Job_OfAnother_IsNeitherCancelledNorReplayedNorListedNorCounted()
    {
        using var http = Of("acme");
        using var other = Of("globex");
        var id = await new JobClient(http).SubmitAsync(more: Later);

        using var cancel = await other.DeleteAsync($"/v1/queue/cancel/{id}", Token);
        using var replay = await other.PostAsync($"/v1/queue/replay/{id}", null, Token);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (cancel.StatusCode, replay.StatusCode));
        Assert.Empty(await DataAsync(other, "jobs"));
        Assert.Empty(await DataAsync(other, "depths"));
        Assert.Equal([id], (await DataAsync(http, "jobs")).Select(job => job.GetProperty("id").GetString()));
        Assert.Equal([1], (await DataAsync(http, "depths")).Select(depth => depth.GetProperty("delayed").GetInt32()));
    }

    [Fact]
    public async Task KeysAndPlaces_AreEachTenantsOwn()
    {
        using var http = Of("acme");
        using var other = Of("globex");
        var submission = $$"""{"body":{{JobClient.Question}}{{Later}}}""";
        using var first = await new JobClient(http).PostAsync(submission, "order-7");
        using var second = await new JobClient(other).PostAsync(submission, "order-7");
        await new JobClient(http).SubmitAsync(more: Later);

        using var full = await new JobClient(http).PostAsync(submission);
        using var free = await new JobClient(other).PostAsync(submission);

        Assert.NotEqual(first.Headers.Location, second.Headers.Location);
        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.Accepted), (full.StatusCode, free.StatusCode));
    }

    [Fact]
    public async Task Operator_SeesAllJobs()
    {
        using var http = Of("acme");
        using var all = Of("*");
        var id = await new JobClient(http).SubmitAsync(more: Later);

        Assert.Equal([id], (await DataAsync(all, "jobs")).Select(job => job.GetProperty("id").GetString()));
        Assert.Single(await DataAsync(all, "depths"));
        using var submission = await new JobClient(all).PostAsync($$"""{"body":{{JobClient.Question}}}""");
        await submission.AssertErrorAsync(400, "invalid_value", "tenant");
    }

    [Fact]
    public async Task Events_AreToldOfATenantsOwnJobsAndOperatorsOfAll()
    {
        using var http = Of("acme");
        using var other = Of("globex");
        using var all = Of("*");
        await using var ofOne = await QueueEventStream.OpenAsync(http);
        await using var ofAll = await QueueEventStream.OpenAsync(all);

        var theirs = await new JobClient(other).SubmitAsync(more: Later);
        var own = await new JobClient(http).SubmitAsync(more: Later);

        Assert.Equal([own], (await ofOne.ReadAsync(1)).Select(item => item.Data.GetProperty("job_id").GetString()));
        Assert.Equal([(theirs, "globex"), (own, "acme")], (await ofAll.ReadAsync(2)).Select(item => (item.Data.GetProperty("job_id").GetString(), item.Data.GetProperty("tenant").GetString())));
        await using var resumed = await QueueEventStream.OpenAsync(http, after: $"{Guid.NewGuid()}");
        Assert.Equal([own], (await resumed.ReadAsync(1)).Select(item => item.Data.GetProperty("job_id").GetString()));
    }

    [Theory]
    [InlineData("GET", "/v1/queue/jobs")]
    [InlineData("GET", "/v1/queue/depths")]
    [InlineData("GET", "/v1/queue/events")]
    [InlineData("GET", "/v1/queue/status/01a2198b-5602-74da-ab96-3c07b8f652bd")]
    public async Task Caller_WithoutATenant_IsRefused(string method, string path)
    {
        using var none = await _router.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Token);
        using var http = Of("acme", "globex");
        using var two = await http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Token);

        await none.AssertErrorAsync(400, "invalid_value", Header);
        await two.AssertErrorAsync(400, "invalid_value", Header);
    }

    [Fact]
    public async Task Tenant_ThatCannotBeOne_IsRefused()
    {
        using var http = Of(new string('x', 256));

        using var answer = await new JobClient(http).PostAsync($$"""{"body":{{JobClient.Question}}}""");

        await answer.AssertErrorAsync(400, "invalid_value", "tenant");
    }

    private HttpClient Of(params string[] tenants)
    {
        var client = _router.Host.CreateClient();
        client.DefaultRequestHeaders.Add(Header, tenants);
        return client;
    }

    private static async Task<List<JsonElement>> DataAsync(HttpClient http, string list) => [.. JsonElement.Parse(await http.GetStringAsync($"/v1/queue/{list}", Token)).GetProperty("data").EnumerateArray()];
}
