using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Switchyard.Contracts.Routing;
using Switchyard.MockUpstream;
using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Structures;

public sealed class StructuredOutputTests : IAsyncLifetime
{
    private const string Schema = """{"type":"object","properties":{"age":{"type":"integer"}},"required":["age"],"additionalProperties":false}""";

    private MockServer _upstream = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _upstream = await MockServer.StartAsync(new MockServerOptions(), Token);

    public ValueTask DisposeAsync() => _upstream.DisposeAsync();

    [Theory]
    [InlineData("chat", false)]
    [InlineData("chat", true)]
    [InlineData("messages", false)]
    [InlineData("messages", true)]
    [InlineData("responses", false)]
    [InlineData("responses", true)]
    public async Task Prompted_FirstAnswerIsWrong_ModelIsToldAndCallerGetsTheRightOne(string dialect, bool stream)
    {
        _upstream.Script(new Scenario { Text = """{"age":"old"}""" }, new Scenario { Text = "Here:\n```json\n{\"age\":42}\n```" });
        await using var router = Start(("Router:Providers:p:StructuredOutput", "Prompted"));
        using var client = router.CreateClient();

        using var response = await PostAsync(client, dialect, stream);
        var text = await response.Content.ReadAsStringAsync(Token);

        Assert.Equal((200, "2", "p"), ((int)response.StatusCode, response.Headers.GetValues("x-switchyard-structure-attempts").Single(), response.Headers.GetValues("x-switchyard-provider").Single()));
        Assert.Contains("""{\"age\":42}""", text.Replace("\\u0022", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("old", text, StringComparison.Ordinal);
        Assert.DoesNotContain("```", text, StringComparison.Ordinal);
        Assert.Equal(stream ? "text/event-stream" : "application/json", response.Content.Headers.ContentType?.MediaType);

        Assert.DoesNotContain("response_format", _upstream.Requests[0].Body, StringComparison.Ordinal);
        Assert.Contains("JSON Schema", _upstream.Requests[0].Body, StringComparison.Ordinal);
        Assert.Contains("/age must be of type integer", _upstream.Requests[1].Body, StringComparison.Ordinal);

        var trace = (await client.GetFromJsonAsync($"/v1/requests/{response.Headers.GetValues("x-request-id").Single()}", RoutingJsonContext.Default.RequestInfo, Token))!;
        Assert.Equal([("answer rejected: /age must be of type integer", false), ("taken", true)], trace.Attempts.Select(attempt => (attempt.Verdict!, attempt.Served == true)));
    }

    [Fact]
    public async Task Prompted_Usage_IsThatOfAllAttempts()
    {
        _upstream.Script(new Scenario { Text = "no", Usage = new ScriptedUsage { Input = 10, Output = 5 } }, new Scenario { Text = """{"age":1}""", Usage = new ScriptedUsage { Input = 20, Output = 7 } });
        await using var router = Start(("Router:Providers:p:StructuredOutput", "Prompted"));
        using var client = router.CreateClient();

        using var response = await PostAsync(client, "chat", stream: false);
        var usage = JsonElement.Parse(await response.Content.ReadAsStringAsync(Token)).GetProperty("usage");

        Assert.Equal((30, 12), (usage.GetProperty("prompt_tokens").GetInt32(), usage.GetProperty("completion_tokens").GetInt32()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Prompted_NeverRight_OneErrorThatSaysWhy(bool stream)
    {
        _upstream.Put("m", new Scenario { Text = """{"age":null}""" });
        await using var router = Start(("Router:Providers:p:StructuredOutput", "Prompted"), ("Router:Structure:Attempts", "2"));
        using var client = router.CreateClient();

        using var response = await PostAsync(client, "chat", stream);
        var error = JsonElement.Parse(await response.Content.ReadAsStringAsync(Token)).GetProperty("error");

        Assert.Equal((502, "structured_output_invalid", 2), ((int)response.StatusCode, error.GetProperty("code").GetString(), _upstream.Requests.Count));
        Assert.Contains("/age must be of type integer", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "false", 1)]
    [InlineData("true", "false", 2)]
    [InlineData(null, "true", 2)]
    public async Task Native_IsCheckedWhereThatIsWanted(string? header, string setting, int asked)
    {
        _upstream.Script(new Scenario { Text = """{"age":"old"}""" }, new Scenario { Text = """{"age":42}""" });
        await using var router = Start(("Router:Structure:Validate", setting));
        using var client = router.CreateClient();
        if (header is not null)
        {
            client.DefaultRequestHeaders.Add("x-switchyard-validate", header);
        }

        using var response = await PostAsync(client, "chat", stream: false);

        Assert.Equal((200, asked), ((int)response.StatusCode, _upstream.Requests.Count));
        Assert.Contains("\"json_schema\"", _upstream.Requests[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prompted_UpstreamFails_ItsErrorIsTheAnswer()
    {
        _upstream.Put("m", Scenario.Of(new Fault(FaultKind.Status) { Status = 429 }));
        await using var router = Start(("Router:Providers:p:StructuredOutput", "Prompted"));
        using var client = router.CreateClient();

        using var response = await PostAsync(client, "chat", stream: false);

        Assert.Equal(429, (int)response.StatusCode);
    }

    [Fact]
    public async Task Prompted_ToolCall_PassesAsItIs()
    {
        _upstream.Put("m", new Scenario { ToolCalls = [new ScriptedToolCall("look", "{}")] });
        await using var router = Start(("Router:Providers:p:StructuredOutput", "Prompted"));
        using var client = router.CreateClient();

        using var response = await PostAsync(client, "chat", stream: false);

        Assert.Contains("\"look\"", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Single(_upstream.Requests);
    }

    [Fact]
    public async Task Prompted_CallerLeaves_UpstreamIsCancelled()
    {
        _upstream.Put("m", new Scenario { Text = "late", FirstToken = TimeSpan.FromMinutes(2) });
        await using var router = Start(("Router:Providers:p:StructuredOutput", "Prompted"));
        using var client = router.CreateClient();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var asking = client.SendAsync(Request("chat", stream: false, Schema), leaving.Token);
        while (_upstream.Requests.Count == 0)
        {
            await Task.Yield();
        }

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await _upstream.Requests[0].Ended.WaitAsync(TimeSpan.FromSeconds(20), Token);
    }

    [Theory]
    [InlineData("chat", "response_format", """{"$ref":"https://example.com/x.json"}""", "References to other documents are not followed")]
    [InlineData("messages", "output_config.format", """{"$ref":"https://example.com/x.json"}""", "References to other documents are not followed")]
    [InlineData("responses", "text.format", """{"pattern":"(?=a)"}""", "/pattern: The pattern is not one that can be checked")]
    public async Task Schema_CannotBeUsed_IsRefusedWithItsPlace(string dialect, string param, string schema, string message)
    {
        await using var router = Start(("Router:Providers:p:StructuredOutput", "Prompted"));
        using var client = router.CreateClient();

        using var response = await client.SendAsync(Request(dialect, stream: false, schema), Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        var error = JsonElement.Parse(text).GetProperty("error");

        // Anthropic's errors have no member for the place.
        Assert.Equal(400, (int)response.StatusCode);
        Assert.True(dialect == "messages" || error.GetProperty("param").GetString() == param, text);
        Assert.Contains(message, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(_upstream.Requests);
    }

    [Fact]
    public async Task Prompted_AnthropicToAnthropic_LosesNothingOnTheWay()
    {
        _upstream.Put("m", new Scenario { Text = """{"age":42}""" });
        await using var router = Start(("Router:Providers:p:StructuredOutput", "Prompted"), ("Router:Providers:p:Dialect", "anthropic"));
        using var client = router.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messages")
        {
            Content = new StringContent(
                $$$"""{"model":"p/m","max_tokens":100,"output_config":{"format":{"type":"json_schema","schema":{{{Schema}}}}},"messages":[{"role":"user","content":[{"type":"text","text":"How old?","cache_control":{"type":"ephemeral"}}]}]}""",
                Encoding.UTF8, "application/json"),
        };

        using var response = await client.SendAsync(request, Token);

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Token));
        Assert.Contains("\"cache_control\":{\"type\":\"ephemeral\"}", _upstream.Requests.Single().Body, StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("x-switchyard-dropped"));
    }

    [Fact]
    public async Task Prompted_UpstreamHasNoWordForAMember_HeaderNamesIt()
    {
        _upstream.Put("m", new Scenario { Text = """{"age":42}""" });
        await using var router = Start(("Router:Providers:p:StructuredOutput", "Prompted"), ("Router:Providers:p:Dialect", "anthropic"));
        using var client = router.CreateClient();
        using var request = Request("chat", stream: false, Schema);
        request.Content = new StringContent((await request.Content!.ReadAsStringAsync(Token)).Replace("\"stream\":false", "\"seed\":1", StringComparison.Ordinal), Encoding.UTF8, "application/json");

        using var response = await client.SendAsync(request, Token);

        Assert.Equal("seed", response.Headers.GetValues("x-switchyard-dropped").Single());
    }

    /// <summary>What only Anthropic's API can say is lost on another, and checking the answer does not hide that.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Prompted_AnthropicCallerElsewhere_HeaderNamesWhatIsLost(bool stream)
    {
        _upstream.Script(new Scenario { Text = "no" }, new Scenario { Text = """{"age":42}""" });
        await using var router = Start(("Router:Providers:p:StructuredOutput", "Prompted"));
        using var client = router.CreateClient();
        using var request = Request("messages", stream, Schema);
        request.Content = new StringContent(
            (await request.Content!.ReadAsStringAsync(Token)).Replace("\"content\":\"How old?\"", "\"content\":[{\"type\":\"text\",\"text\":\"How old?\",\"cache_control\":{\"type\":\"ephemeral\"}}]", StringComparison.Ordinal), Encoding.UTF8, "application/json");

        using var response = await client.SendAsync(request, Token);

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Token));
        Assert.Equal("messages[0].content[0].cache_control", response.Headers.GetValues("x-switchyard-dropped").Single());
    }

    [Fact]
    public async Task Rejected_IsCountedByProviderAndModel()
    {
        _upstream.Script(new Scenario { Text = "no" }, new Scenario { Text = "{}" }, new Scenario { Text = """{"age":42}""" });
        await using var router = Start(("Router:Providers:p:StructuredOutput", "Prompted"));
        using var client = router.CreateClient();
        using var response = await PostAsync(client, "chat", stream: false);

        Assert.Equal(200, (int)response.StatusCode);

        // Routers of other tests in this process are counted beside it.
        Assert.Contains(
            (await client.GetStringAsync("/metrics", Token)).Split('\n'),
            line => line.StartsWith("switchyard_router_structure_rejected_total{", StringComparison.Ordinal) && line.Contains("model=\"p/m\"", StringComparison.Ordinal) && line.Contains("provider=\"p\"", StringComparison.Ordinal));
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string dialect, bool stream) => client.SendAsync(Request(dialect, stream, Schema), Token);

    private static HttpRequestMessage Request(string dialect, bool stream, string schema)
    {
        var streams = stream ? "true" : "false";
        var (path, body) = dialect switch
        {
            "chat" => ("/v1/chat/completions", $$$"""{"model":"p/m","stream":{{{streams}}},"response_format":{"type":"json_schema","json_schema":{"name":"person","schema":{{{schema}}}}},"messages":[{"role":"user","content":"How old?"}]}"""),
            "messages" => ("/v1/messages", $$$"""{"model":"p/m","max_tokens":100,"stream":{{{streams}}},"output_config":{"format":{"type":"json_schema","schema":{{{schema}}}}},"messages":[{"role":"user","content":"How old?"}]}"""),
            _ => ("/v1/responses", $$$"""{"model":"p/m","stream":{{{streams}}},"text":{"format":{"type":"json_schema","name":"person","schema":{{{schema}}}}},"input":"How old?"}"""),
        };
        return new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }

    private RouterHost Start(params (string Key, string? Value)[] settings) =>
        RouterHost.Start([("Router:Providers:p:BaseUrl", _upstream.Address + "/v1"), ("Router:Providers:p:Models:0", "m"), .. settings]);
}
