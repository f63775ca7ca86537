using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Switchyard.MockUpstream;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.Router.Tests.Administration;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Pulls;

/// <summary>Row A4: pulls where a provider has several addresses, where there are several pulls, and where an address answers as it should not.</summary>
public sealed class PullAddressesTests : IAsyncLifetime
{
    private MockServer _first = null!;
    private MockServer _second = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _first = await MockServer.StartAsync(new MockServerOptions { Default = new Scenario { Tokens = 2 }, Models = ["small:1b"] }, Token);
        _second = await MockServer.StartAsync(new MockServerOptions { Default = new Scenario { Tokens = 2 }, Models = ["small:1b"] }, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
    }

    [Fact]
    public async Task Pull_WhoseSecondAddressFails_IsListedForTheFirst()
    {
        _second.Put("large:8b", Scenario.Parse("error-1"));
        await using var router = StartBoth();
        using var admin = new AdminClient(router);

        using var answer = await admin.PullAsync("""{"model":"large:8b"}""");
        var events = await answer.ReadAsync();

        Assert.Equal("error", events[^1].EventType);
        Assert.Contains("\"ollama/large:8b\"", await admin.Http.GetStringAsync("/v1/models", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removal_WhoseFirstAddressFails_IsMadeAtTheSecondAndSaid()
    {
        _first.Put("small:1b", Scenario.Parse("status-500"));
        await using var router = StartBoth();
        using var admin = new AdminClient(router);
        await Deadline.UntilAsync(async () => (await admin.Http.GetStringAsync("/v1/models", Token)).Contains("ollama/small:1b", StringComparison.Ordinal));

        using var removed = await admin.DeleteAsync("/v1/models/ollama/small:1b");

        await removed.AssertErrorAsync(502, "model_change_failed");
        using var direct = new HttpClient();
        Assert.DoesNotContain("small:1b", await direct.GetStringAsync(_second.Address + "/api/tags", Token), StringComparison.Ordinal);
        Assert.Contains("small:1b", await direct.GetStringAsync(_first.Address + "/api/tags", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pulls_OfOneModel_EndByThemselves()
    {
        _first.Script(Scenario.Parse("stall-1"));
        await using var router = Start(_first.Address);
        using var admin = new AdminClient(router);

        using var stalled = await admin.PullAsync("""{"model":"large:8b"}""");
        await Deadline.UntilAsync(() => _first.Asked().Count == 1);
        using var other = await admin.PullAsync("""{"model":"large:8b"}""");
        var whole = await other.ReadAsync();
        await using var body = await stalled.Content.ReadAsStreamAsync(Token);
        await using var events = SseParser.Create(body).EnumerateAsync(Token).GetAsyncEnumerator(Token);
        Assert.True(await events.MoveNextAsync());
        using var cancelled = await admin.DeleteAsync($"/v1/models/pull/{JsonElement.Parse(events.Current.Data).GetProperty("id").GetString()}");

        Assert.Equal((204, "done"), ((int)cancelled.StatusCode, whole[^1].EventType));
        Assert.NotEqual(JsonElement.Parse(whole[0].Data).GetProperty("id").GetString(), JsonElement.Parse(events.Current.Data).GetProperty("id").GetString());
    }

    /// <summary>Settings that change meanwhile make another provider of the same name.</summary>
    [Fact]
    public async Task Pull_WhoseProviderIsChangedMeanwhile_IsListedAtTheEnd()
    {
        var goOn = new TaskCompletionSource();
        await using var upstream = await FakeUpstream.StartAsync(
            async context =>
            {
                if (context.Request.Path == "/api/pull")
                {
                    await context.Response.WriteAsync("{\"status\":\"pulling manifest\"}\n", context.RequestAborted);
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                    await goOn.Task.WaitAsync(context.RequestAborted);
                    await context.Response.WriteAsync("{\"status\":\"success\"}\n", context.RequestAborted);
                    return;
                }

                await Replies.Json(goOn.Task.IsCompleted ? """{"models":[{"name":"large:8b"}]}""" : """{"models":[]}""")(context);
            },
            Token);
        await using var router = Start(upstream.Address, ("Router:Discovery:ServerInterval", "01:00:00"));
        using var admin = new AdminClient(router);

        using var answer = await admin.PullAsync("""{"model":"large:8b"}""");
        await admin.StoreAsync("/admin/providers/ollama", $$"""{"baseUrl":"{{upstream.Address}}","dialect":"ollama","balancing":"round_robin"}""");
        await Deadline.UntilAsync(async () => (await admin.Http.GetStringAsync("/providers", Token)).Contains("\"ready\"", StringComparison.Ordinal));
        goOn.SetResult();

        Assert.Equal("done", (await answer.ReadAsync())[^1].EventType);
        Assert.Contains("\"ollama/large:8b\"", await admin.Http.GetStringAsync("/v1/models", Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, """{"error":"no""", "status 500")]
    [InlineData(200, """{"status":"pulling""", "Router:Pulls:IdleTimeout")]
    [InlineData(200, "", "Router:Pulls:IdleTimeout")]
    public async Task Pull_WhoseAnswerStalls_EndsWithOneError(int status, string body, string message)
    {
        await using var upstream = await FakeUpstream.StartAsync(
            async context =>
            {
                context.Response.StatusCode = status;
                await context.Response.WriteAsync(body, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            },
            Token);
        await using var router = Start(upstream.Address, ("Router:Pulls:IdleTimeout", "00:00:01"), ("Router:Discovery:Timeout", "00:00:01"));
        using var admin = new AdminClient(router);

        using var answer = await admin.PullAsync("""{"model":"large:8b"}""");
        var events = await answer.ReadAsync();

        Assert.Equal("error", events[^1].EventType);
        Assert.Contains(message, events[^1].Data, StringComparison.Ordinal);
    }

    /// <summary>Names and texts with half a surrogate pair are JSON, and most that read JSON throw at them.</summary>
    [Theory]
    [InlineData("""{"\ud800":1,"status":"pulling manifest"}""")]
    [InlineData("""{"status":"\ud800","digest":"\udfff","total":2,"completed":1}""")]
    [InlineData("""["status"]""")]
    public async Task Pull_WithALineThatSaysNothing_GoesOn(string line)
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Body("application/x-ndjson", line + "\n\r\n{\"status\":\"success\"}"), Token);
        await using var router = Start(upstream.Address);
        using var admin = new AdminClient(router);

        using var answer = await admin.PullAsync("""{"model":"large:8b"}""");

        Assert.Equal(["pull", "progress", "progress", "done"], (await answer.ReadAsync()).Select(item => item.EventType));
    }

    private static RouterHost Start(string address, params (string Key, string? Value)[] settings) => AdminClient.Start([("Router:Providers:ollama:BaseUrl", address), ("Router:Providers:ollama:Dialect", "ollama"), .. settings]);

    private RouterHost StartBoth() => AdminClient.Start(
        ("Router:Providers:ollama:Dialect", "ollama"),
        ("Router:Providers:ollama:Server", "ollama"),
        ("Router:Providers:ollama:Endpoints:0:BaseUrl", _first.Address),
        ("Router:Providers:ollama:Endpoints:1:BaseUrl", _second.Address));
}
