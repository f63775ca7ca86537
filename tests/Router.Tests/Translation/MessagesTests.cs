using System.Text.Json;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Translation;

/// <summary>Anthropic's messages, whole answers.</summary>
public sealed class MessagesTests
{
    private const string Path = "/v1/messages";
    private const string Question = """{"model":"pocket","max_tokens":50,"messages":[{"role":"user","content":"What is 6 times 7?"}]}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Thinking_AtALocalNode_IsLeftOutAndReported()
    {
        await using var host = await DialectHost.StartAsync(Switchyard.Tests.Common.Upstreams.Replies.Chat("42"));

        using var response = await host.PostAsync("/v1/messages", """{"model":"pocket","max_tokens":5000,"thinking":{"type":"enabled","budget_tokens":2000},"messages":[{"role":"user","content":"x"}]}""");

        Assert.Equal((200, "thinking"), ((int)response.StatusCode, response.Headers.GetValues("x-switchyard-dropped").Single()));
        Assert.Equal("""{"model":"pocket","messages":[{"role":"user","content":"x"}],"max_completion_tokens":5000}""", host.Sent);
    }

    [Fact]
    public async Task Text_WithSystem_IsTranslatedBothWays()
    {
        await using var host = await DialectHost.StartAsync(Replies.Chat("42"));

        var answer = await host.AskAsync(
            Path,
            """{"model":"local/pocket","max_tokens":50,"temperature":0.5,"top_k":20,"stop_sequences":["END"],"metadata":{"user_id":"u1"},"system":"Be brief.","messages":[{"role":"user","content":"What is 6 times 7?"}]}""");

        Assert.Equal(
            """{"model":"pocket","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"What is 6 times 7?"}],"max_completion_tokens":50,"temperature":0.5,"top_k":20,"stop":["END"],"user":"u1"}""",
            host.Sent);
        Assert.Equal("/v1/chat/completions", host.Node.Completions()[0].Path);
        Assert.Equal(
            """{"id":"chatcmpl-1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"42"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":9,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":3}}""",
            answer);
    }

    [Fact]
    public async Task Headers_OfAnthropicsClients_AreTakenAndNotPassedOn()
    {
        await using var host = await DialectHost.StartAsync(Replies.Chat("42"));
        using var request = RouterRequests.Post(Path + "?beta=true", System.Text.Encoding.UTF8.GetBytes(Question));
        request.Headers.Add("anthropic-version", "2023-06-01");
        request.Headers.Add("x-api-key", "callers-own");

        using var response = await host.Client.SendAsync(request, Token);

        Assert.Equal((200, "local", "1"), ((int)response.StatusCode, response.Headers.GetValues("x-switchyard-provider").Single(), response.Headers.GetValues("x-switchyard-attempts").Single()));
        Assert.Equal(response.Headers.GetValues("x-request-id"), response.Headers.GetValues("request-id"));
        Assert.False(response.Headers.Contains("x-switchyard-dropped"));
        Assert.Empty(host.Node.Completions()[0].Headers.Keys.Intersect(["anthropic-version", "x-api-key"], StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Tools_Called_AreToolUseBlocks()
    {
        await using var host = await DialectHost.StartAsync(ChatReplies.Choice(ChatReplies.CalculatorCall));

        var answer = await host.AskAsync(
            Path,
            """{"model":"pocket","max_tokens":50,"tools":[{"name":"calculator","description":"Calculates.","input_schema":{"type":"object","properties":{"expression":{"type":"string"}}}}],"tool_choice":{"type":"any","disable_parallel_tool_use":true},"messages":[{"role":"user","content":"6*7?"}]}""");

        Assert.Equal(
            """{"model":"pocket","messages":[{"role":"user","content":"6*7?"}],"tools":[{"type":"function","function":{"name":"calculator","description":"Calculates.","parameters":{"type":"object","properties":{"expression":{"type":"string"}}}}}],"tool_choice":"required","parallel_tool_calls":false,"max_completion_tokens":50}""",
            host.Sent);
        Assert.Equal(
            """{"id":"chatcmpl-1","type":"message","role":"assistant","model":"m","content":[{"type":"tool_use","id":"call_1","name":"calculator","input":{"expression":"6*7"}}],"stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":5,"cache_creation_input_tokens":0,"cache_read_input_tokens":4,"output_tokens":3}}""",
            answer);
    }

    [Fact]
    public async Task ToolResults_AndImages_GoBackInOrder()
    {
        await using var host = await DialectHost.StartAsync(Replies.Chat("42"));

        await host.AskAsync(
            Path,
            """
            {"model":"pocket","max_tokens":50,"messages":[
              {"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/gif","data":"R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAkQBADs="}},{"type":"text","text":"6*7?"}]},
              {"role":"assistant","content":[{"type":"text","text":"Let me see."},{"type":"tool_use","id":"call_1","name":"calculator","input":{"expression":"6*7"}}]},
              {"role":"user","content":[{"type":"tool_result","tool_use_id":"call_1","content":"42"},{"type":"text","text":"Well?"}]}]}
            """);

        Assert.Equal(
            """{"model":"pocket","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAkQBADs="}},{"type":"text","text":"6*7?"}]},{"role":"assistant","content":"Let me see.","tool_calls":[{"id":"call_1","type":"function","function":{"name":"calculator","arguments":"{\"expression\":\"6*7\"}"}}]},{"role":"tool","tool_call_id":"call_1","content":"42"},{"role":"user","content":"Well?"}],"max_completion_tokens":50}""",
            host.Sent);
    }

    [Theory]
    [InlineData("stop", "end_turn")]
    [InlineData("length", "max_tokens")]
    [InlineData("content_filter", "refusal")]
    public async Task End_EachReason_HasAnthropicsWord(string finishReason, string stopReason)
    {
        await using var host = await DialectHost.StartAsync(ChatReplies.Ended(finishReason));

        Assert.Equal(stopReason, JsonElement.Parse(await host.AskAsync(Path, Question)).GetProperty("stop_reason").GetString());
    }

    [Fact]
    public async Task Hints_TheUpstreamHasNoWordFor_AreReportedInAHeader()
    {
        await using var host = await DialectHost.StartAsync(Replies.Chat("42"));

        using var response = await host.PostAsync(
            Path,
            """{"model":"pocket","max_tokens":50,"service_tier":"auto","a\r\nb, ü":1,"system":[{"type":"text","text":"Be brief.","cache_control":{"type":"ephemeral"}}],"messages":[{"role":"user","content":"x"}]}""");

        Assert.Equal("system[0].cache_control, service_tier, a??b???", Assert.Single(response.Headers.GetValues("x-switchyard-dropped")));
        Assert.Equal("""{"model":"pocket","messages":[{"role":"system","content":[{"type":"text","text":"Be brief."}]},{"role":"user","content":"x"}],"max_completion_tokens":50}""", host.Sent);
    }

    [Fact]
    public async Task Hints_OfANodeAlone_AreDroppedForOthers()
    {
        await using var remote = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var host = await DialectHost.StartAsync(Replies.Chat("x"), ("Router:Providers:remote:BaseUrl", remote.Address), ("Router:Providers:remote:Models:0", "m"));

        using var response = await host.PostAsync(Path, """{"model":"remote/m","max_tokens":50,"top_k":20,"messages":[{"role":"user","content":"x"}]}""");

        Assert.Equal("top_k", Assert.Single(response.Headers.GetValues("x-switchyard-dropped")));
        Assert.Equal("""{"model":"m","messages":[{"role":"user","content":"x"}],"max_tokens":50}""", Assert.Single(remote.Completions()).Body);
    }

    [Fact]
    public async Task Answer_LargerThanIsHeldBack_IsTranslatedWhole()
    {
        var text = new string('x', 3 * 1024 * 1024);
        await using var host = await DialectHost.StartAsync(Replies.Chat(text));

        Assert.Equal(text, JsonElement.Parse(await host.AskAsync(Path, Question)).GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Request_Served_ExplainsItselfAsMessages()
    {
        await using var host = await DialectHost.StartAsync(Replies.Chat("42"));
        await host.AskAsync(Path, Question);

        var request = JsonElement.Parse(await host.Client.GetStringAsync("/v1/requests?limit=1", Token)).GetProperty("data")[0];
        var metrics = await host.Client.GetStringAsync("/metrics", Token);

        Assert.Equal(("messages", "pocket", "completed"), (request.GetProperty("operation").GetString(), request.GetProperty("model").GetString(), request.GetProperty("outcome").GetString()));
        Assert.Equal(3, request.GetProperty("attempts")[0].GetProperty("completion_tokens").GetInt32());
        Assert.Contains(metrics.Split('\n'), line => line.StartsWith("switchyard_router_requests_total{", StringComparison.Ordinal) && line.Contains("operation=\"messages\"", StringComparison.Ordinal));
    }
}
