using System.Net;
using System.Text;
using System.Text.Json;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.AgentHost.Tests.Runs;

public sealed class RunValidationTests(StoresFixture stores)
{
    private const string Deep = "deep";
    private const string Large = "large";

    [Theory]
    [InlineData("""{}""", "input", "missing_required_parameter")]
    [InlineData("""{"input":""}""", "input", "missing_required_parameter")]
    [InlineData("""{"input":"  \n"}""", "input", "missing_required_parameter")]
    [InlineData("""{"input":5}""", "input", "invalid_value")]
    [InlineData("""{"input":"hi","user":""}""", "user", "invalid_value")]
    [InlineData("""{"input":"hi","user":"a/b"}""", "user", "invalid_value")]
    [InlineData("""{"input":"hi","user":"a b"}""", "user", "invalid_value")]
    [InlineData("""{"input":"hi","user":"é"}""", "user", "invalid_value")]
    [InlineData("""{"input":"hi","conversation":"../x"}""", "conversation", "invalid_value")]
    [InlineData("""{"input":"hi","model":""}""", "model", "invalid_value")]
    public async Task Post_WrongMember_Answers400WithParam(string body, string param, string code)
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));

        using var response = await app.Runs.PostAsync("/v1/agents/assistant/runs", body);

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, code, param);
    }

    [Theory]
    [InlineData("{", "invalid_json")]
    [InlineData("[]", "invalid_json")]
    [InlineData("""{"input":"a","input":"b"}""", "duplicate_property")]
    [InlineData("""{"input":"a\u0000b"}""", "invalid_character")]
    public async Task Post_WrongBody_Answers400(string body, string code)
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));

        using var response = await app.Runs.PostAsync("/v1/agents/assistant/runs", body);

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, code, param: null, checkParam: false);
    }

    [Fact]
    public async Task Post_LoneSurrogate_Answers400()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));

        using var response = await app.Runs.PostAsync("/v1/agents/assistant/runs", """{"input":"a\ud800b"}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Post_InputTooLong_Answers400()
    {
        await using var app = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("ok")), ("AgentHost:MaxInputLength", "10"));

        using var response = await app.Runs.PostAsync("/v1/agents/assistant/runs", """{"input":"12345678901"}""");

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, "invalid_value", "input");
    }

    [Fact]
    public async Task Post_UnknownAgent_Answers404()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));

        using var response = await app.Runs.PostAsync("/v1/agents/nobody/runs", """{"input":"hi"}""");

        await AssertProblemAsync(response, HttpStatusCode.NotFound, "not_found", null);
    }

    [Theory]
    [InlineData("/v1/runs/run_nobody")]
    [InlineData("/v1/runs/run_nobody/events")]
    public async Task Get_UnknownRun_Answers404(string path)
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));

        using var response = await app.Runs.Http.GetAsync(path, TestContext.Current.CancellationToken);

        await AssertProblemAsync(response, HttpStatusCode.NotFound, "not_found", null);
    }

    [Fact]
    public async Task Cancel_UnknownRun_Answers404()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));

        using var response = await app.Runs.CancelAsync("run_nobody");

        await AssertProblemAsync(response, HttpStatusCode.NotFound, "not_found", null);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=x", "limit")]
    [InlineData("status=sleeping", "status")]
    [InlineData("user=a%2Fb", "user")]
    public async Task List_WrongQuery_Answers400(string query, string param)
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));

        using var response = await app.Runs.Http.GetAsync($"/v1/runs?{query}", TestContext.Current.CancellationToken);

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, "invalid_value", param);
    }

    [Theory]
    [InlineData("POST", "/v1/agents/assistant/runs", "application/json", Deep, 400, "json_too_deep", null)]
    [InlineData("POST", "/v1/agents/assistant/runs", "application/json", Large, 413, "request_too_large", null)]
    [InlineData("POST", "/v1/agents/assistant/runs", "text/plain", "{}", 415, "unsupported_media_type", null)]
    [InlineData("GET", "/v1/agents/assistant/runs", null, null, 405, "method_not_allowed", "POST")]
    [InlineData("POST", "/v1/runs", "application/json", "{}", 405, "method_not_allowed", "GET")]
    [InlineData("GET", "/v1/nothing", null, null, 404, "not_found", null)]
    [InlineData("POST", "/v1/nothing", "application/json", "{}", 404, "not_found", null)]
    public async Task Request_WrongBodyMethodOrPath_IsAProblem(string method, string path, string? contentType, string? body, int status, string code, string? allow)
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(Expand(body), Encoding.UTF8, contentType!);
        }

        using var response = await app.Runs.Http.SendAsync(request, TestContext.Current.CancellationToken);

        await AssertProblemAsync(response, (HttpStatusCode)status, code, null);
        Assert.Equal(allow is null ? [] : [allow], response.Content.Headers.Allow);
    }

    private static string Expand(string body) => body switch
    {
        Deep => $$"""{"input":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}""",
        Large => $$"""{"input":"{{new string('x', 32 * 1024 * 1024)}}"}""",
        _ => body,
    };

    private static async Task AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string code, string? param, bool checkParam = true)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(text);
        Assert.Equal("urn:switchyard:error:" + code, problem.RootElement.GetProperty("type").GetString());
        Assert.Equal((int)status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.Equal(Assert.Single(response.Headers.GetValues("x-request-id")), problem.RootElement.GetProperty("request_id").GetString());
        if (checkParam)
        {
            Assert.Equal(param, problem.RootElement.TryGetProperty("param", out var found) ? found.GetString() : null);
        }
    }
}
