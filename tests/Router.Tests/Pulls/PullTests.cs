using System.Net;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Switchyard.MockUpstream;
using Switchyard.MockUpstream.Recording;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.Router.Tests.Administration;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Pulls;

public sealed class PullTests : IAsyncLifetime
{
    private MockServer _ollama = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _ollama = await MockServer.StartAsync(new MockServerOptions { Default = new Scenario { Tokens = 4 }, Models = ["small:1b"] }, Token);

    public ValueTask DisposeAsync() => _ollama.DisposeAsync();

    [Theory]
    [InlineData("/v1/models/pull", """{"model":"large:8b"}""")]
    [InlineData("/v1/models/pull", """{"provider":"ollama","model":"large:8b"}""")]
    [InlineData("/v1/models/pull", """{"model":"ollama/large:8b"}""")]
    [InlineData("/ollama/v1/models/pull", """{"model":"large:8b"}""")]
    public async Task Pull_TellsItsProgressAndListsTheModelAtOnce(string path, string body)
    {
        await using var router = Start();
        using var admin = new AdminClient(router);

        using var answer = await admin.PullAsync(body, path);
        var events = await answer.ReadAsync();
        var listed = await admin.Http.GetStringAsync("/v1/models", Token);

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["pull", "progress", "progress", "progress", "progress", "progress", "progress", "progress", "progress", "done"], events.Select(item => item.EventType));
        Assert.Equal([25, 50, 75, 100], events[2..6].Select(item => JsonElement.Parse(item.Data).GetProperty("percent").GetDouble()));
        var half = JsonElement.Parse(events[3].Data);
        Assert.Equal(("ollama/large:8b", 2L << 20, 4L << 20), (half.GetProperty("model").GetString(), half.GetProperty("completed").GetInt64(), half.GetProperty("total").GetInt64()));
        Assert.StartsWith("sha256:", half.GetProperty("digest").GetString(), StringComparison.Ordinal);
        Assert.Single(events.Select(item => JsonElement.Parse(item.Data).GetProperty("id").GetString()).Distinct());
        Assert.Contains("\"ollama/large:8b\"", listed, StringComparison.Ordinal);
        Assert.Equal("""{"model":"large:8b"}""", Assert.Single(_ollama.Asked()).Body);
    }

    [Fact]
    public async Task Pull_RefusedForItsToken_IsSentOnceMoreWithItsBody()
    {
        var number = 0;
        await using var issuer = await FakeUpstream.StartAsync(context => Replies.Json($$"""{"access_token":"t-{{Interlocked.Increment(ref number)}}","token_type":"Bearer"}""")(context), Token);
        _ollama.Script(Scenario.Parse("status-401"));
        await using var router = Start(
            ("Router:Providers:ollama:OAuth:TokenUrl", issuer.Address), ("Router:Providers:ollama:OAuth:ClientId", "c"), ("Router:Providers:ollama:OAuth:ClientSecretVariable", "SECRET"), ("SECRET", "s"));
        using var admin = new AdminClient(router);

        using var answer = await admin.PullAsync("""{"model":"large:8b"}""");

        Assert.Equal("done", (await answer.ReadAsync())[^1].EventType);
        Assert.Equal([("Bearer t-1", """{"model":"large:8b"}"""), ("Bearer t-2", """{"model":"large:8b"}""")], _ollama.Asked().Select(request => (request.Headers["Authorization"], request.Body)));
    }

    [Theory]
    [InlineData("error-2", "model_change_failed", "server busy")]
    [InlineData("end-2", "model_change_failed", "the answer ended before the model was there")]
    [InlineData("cut-2", "model_change_failed", "the answer broke off")]
    [InlineData("garbage", "model_change_failed", "the answer cannot be read")]
    [InlineData("status-500", "model_change_failed", "an error was encountered")]
    [InlineData("stall-2", "model_change_failed", "Router:Pulls:IdleTimeout")]
    [InlineData("refuse", "service_unavailable", "could not be reached")]
    public async Task Pull_ThatFails_EndsWithOneError(string fault, string code, string message)
    {
        _ollama.Put("large:8b", Scenario.Parse(fault));
        await using var router = Start(("Router:Pulls:IdleTimeout", fault == "stall-2" ? "00:00:01" : "00:05:00"));
        using var admin = new AdminClient(router);

        using var answer = await admin.PullAsync("""{"model":"large:8b"}""");
        var events = await answer.ReadAsync();

        var error = JsonElement.Parse(Assert.Single(events, item => item.EventType is "error" or "done").Data).GetProperty("error");
        Assert.Equal(("error", code), (events[^1].EventType, error.GetProperty("code").GetString()));
        Assert.Contains(message, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("large:8b", await admin.Http.GetStringAsync("/v1/models", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pull_WhoseCallerLeaves_IsCancelledUpstream()
    {
        _ollama.Script(Scenario.Parse("stall-2"));
        await using var router = Start();
        using var admin = new AdminClient(router);

        using (var answer = await admin.PullAsync("""{"model":"large:8b"}"""))
        {
            await ReadUntilAsync(answer, "\"percent\":50");
        }

        await Deadline.UntilAsync(() => _ollama.Asked() is [{ State: RequestState.Disconnected }]);
    }

    [Fact]
    public async Task Pull_Cancelled_EndsHereAndUpstream()
    {
        _ollama.Script(Scenario.Parse("stall-2"));
        await using var router = Start();
        using var admin = new AdminClient(router);
        using var answer = await admin.PullAsync("""{"model":"large:8b"}""");
        await using var body = await answer.Content.ReadAsStreamAsync(Token);
        await using var events = SseParser.Create(body).EnumerateAsync(Token).GetAsyncEnumerator(Token);
        Assert.True(await events.MoveNextAsync());
        var id = JsonElement.Parse(events.Current.Data).GetProperty("id").GetString();

        using var cancelled = await admin.DeleteAsync($"/v1/models/pull/{id}");
        var last = events.Current;
        while (await events.MoveNextAsync())
        {
            last = events.Current;
        }

        using var again = await admin.DeleteAsync($"/v1/models/pull/{id}");
        Assert.Equal(HttpStatusCode.NoContent, cancelled.StatusCode);
        Assert.Equal(("error", "cancelled"), (last.EventType, JsonElement.Parse(last.Data).GetProperty("error").GetProperty("code").GetString()));
        await again.AssertErrorAsync(404, "not_found");
        await Deadline.UntilAsync(() => _ollama.Asked().All(request => request.State == RequestState.Disconnected));
    }

    [Theory]
    [InlineData("""{}""", 400, "missing_required_parameter", "model")]
    [InlineData("""{"model":"a b"}""", 400, "invalid_value", "model")]
    [InlineData("""{"model":"m","provider":"nobody"}""", 404, "not_found", null)]
    [InlineData("""{"model":"m","provider":"cloud"}""", 501, "not_implemented", null)]
    [InlineData("""{"model":"cloud/m"}""", 501, "not_implemented", null)]
    [InlineData("""["m"]""", 400, "invalid_json", null)]
    public async Task Pull_ThatCannotBe_IsRefusedAtOnce(string body, int status, string code, string? param)
    {
        await using var router = Start();
        using var admin = new AdminClient(router);

        using var answer = await admin.PullAsync(body);

        await answer.AssertErrorAsync(status, code, param);
        Assert.Empty(_ollama.Asked());
    }

    [Fact]
    public async Task Pull_WithSeveralThatCan_AsksForOne()
    {
        await using var router = Start(("Router:Providers:attic:BaseUrl", _ollama.Address), ("Router:Providers:attic:Dialect", "ollama"));
        using var admin = new AdminClient(router);

        using var open = await admin.PullAsync("""{"model":"large:8b"}""");
        using var named = await admin.PullAsync("""{"model":"large:8b","provider":"attic"}""");

        var message = await open.AssertErrorAsync(400, "missing_required_parameter", "provider");
        Assert.Contains("attic", message, StringComparison.Ordinal);
        Assert.Contains("ollama", message, StringComparison.Ordinal);
        Assert.Equal("done", (await named.ReadAsync())[^1].EventType);
    }

    [Fact]
    public async Task Model_Removed_IsListedNoLonger()
    {
        await using var router = Start(("Router:Aliases:best", "ollama/small:1b"));
        using var admin = new AdminClient(router);
        await Deadline.UntilAsync(async () => (await admin.Http.GetStringAsync("/v1/models", Token)).Contains("ollama/small:1b", StringComparison.Ordinal));

        using var alias = await admin.DeleteAsync("/v1/models/best");
        using var removed = await admin.DeleteAsync("/v1/models/ollama%2Fsmall:1b");
        var listed = await admin.Http.GetStringAsync("/v1/models", Token);
        using var again = await admin.DeleteAsync("/v1/models/ollama/small:1b");
        using var elsewhere = await admin.DeleteAsync("/v1/models/cloud/m");

        await alias.AssertErrorAsync(400, "invalid_value", "model");
        Assert.Equal("""{"id":"ollama/small:1b","object":"model","deleted":true}""", await removed.TextAsync());
        Assert.DoesNotContain("small:1b", listed, StringComparison.Ordinal);
        await again.AssertErrorAsync(404, "model_not_found", "model");
        await elsewhere.AssertErrorAsync(501, "not_implemented");
    }

    [Theory]
    [InlineData("POST", "/v1/models/pull")]
    [InlineData("DELETE", "/v1/models/pull/pull-1")]
    [InlineData("DELETE", "/v1/models/ollama/small:1b")]
    [InlineData("DELETE", "/ollama/v1/models/small:1b")]
    public async Task Change_WithoutTheAdministratorsKey_IsRefused(string method, string path)
    {
        await using var router = Start();
        using var client = router.CreateClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent("""{"model":"large:8b"}""", Encoding.UTF8, "application/json") };

        using var answer = await client.SendAsync(request, Token);

        await answer.AssertErrorAsync(401, "invalid_api_key");
        Assert.DoesNotContain(_ollama.Requests, asked => asked.Method != "GET");
    }

    private RouterHost Start(params (string Key, string? Value)[] settings) => AdminClient.Start(
    [
        ("Router:Providers:ollama:BaseUrl", _ollama.Address),
        ("Router:Providers:cloud:BaseUrl", "http://127.0.0.1:9/v1"),
        ("Router:Providers:cloud:Models:0", "m"),
        .. settings,
    ]);

    private static async Task ReadUntilAsync(HttpResponseMessage answer, string text)
    {
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Token));
        while (await reader.ReadLineAsync(Token) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"'{text}' did not come.");
    }
}
