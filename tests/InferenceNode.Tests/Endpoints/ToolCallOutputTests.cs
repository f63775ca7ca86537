using System.Net;
using System.Text.Json.Nodes;

namespace Switchyard.InferenceNode.Tests.Endpoints;

/// <summary>What is a call and what is none, and what cannot be asked for beside a forced call or an output format.</summary>
public sealed class ToolCallOutputTests(NodeApplication node) : IClassFixture<NodeApplication>
{
    private const string Chat = "/v1/chat/completions";
    private const string Tools = """
        "tools":[{"type":"function","function":{"name":"get_weather","description":"Get the weather of a city.","parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}}]
        """;
    private const string Weather = """{"messages":[{"role":"user","content":"What is the weather in Paris?"}],""" + Tools + "}";
    private const string Ping = """
        "tools":[{"type":"function","function":{"name":"ping"}}]
        """;
    private const string Named = """{"type":"function","function":{"name":"ping"}}""";

    [Fact]
    public async Task Chat_CallOfAToolThatIsNotOffered_IsText()
    {
        var choice = (await node.PostJsonAsync(Chat, Weather))["choices"]![0]!;
        var deltas = (await node.StreamAsync(Chat, Requests.With(Weather, "\"stream\":true")))[..^1].Select(data => JsonNode.Parse(data)!["choices"]![0]!).ToList();

        Assert.StartsWith("<tool_call>\n{\"name\": \"weather\"", (string?)choice["message"]!["content"], StringComparison.Ordinal);
        Assert.Equal((null, "stop"), (choice["message"]!["tool_calls"], (string?)choice["finish_reason"]));
        Assert.Equal((string?)choice["message"]!["content"], string.Concat(deltas.Select(delta => (string?)delta["delta"]!["content"])));
        Assert.All(deltas, delta => Assert.Null(delta["delta"]!["tool_calls"]));
        Assert.Equal("stop", (string?)deltas[^1]["finish_reason"]);
    }

    [Theory]
    [InlineData("\"required\"")]
    [InlineData(Named)]
    public async Task Chat_ForcedToolWithoutParameters_TakesNone(string choice)
    {
        for (var seed = 0; seed < 4; seed++)
        {
            var answer = await AskAsync($"{Ping},\"tool_choice\":{choice},\"parallel_tool_calls\":false,\"temperature\":{seed % 3},\"seed\":{seed},\"max_tokens\":100");

            var call = Assert.Single(answer["message"]!["tool_calls"]!.AsArray())!["function"]!;
            Assert.Equal(("ping", 0), ((string?)call["name"], JsonNode.Parse((string)call["arguments"]!)!.AsObject().Count));
        }
    }

    [Fact]
    public async Task Chat_ForcedCallCutByTheLimit_IsTextThatEndsByLength()
    {
        var choice = await AskAsync($"{Ping},\"tool_choice\":\"required\",\"max_tokens\":4");

        Assert.StartsWith("<tool_call>", (string?)choice["message"]!["content"], StringComparison.Ordinal);
        Assert.Equal((null, "length"), (choice["message"]!["tool_calls"], (string?)choice["finish_reason"]));
    }

    [Theory]
    [InlineData("\"response_format\":{\"type\":\"json_object\"},\"stop\":\"\\\"\"", "stop", "'response_format'")]
    [InlineData("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":{}}},\"stop\":[\"a\"]", "stop", "'response_format'")]
    [InlineData("\"guided_regex\":\"a+\",\"stop_token_ids\":[5]", "stop_token_ids", "'guided_regex'")]
    [InlineData("\"structured_outputs\":{\"choice\":[\"ab\"]},\"stop\":\"b\"", "stop", "'structured_outputs'")]
    [InlineData("\"guided_choice\":[\"ab\"]," + Ping + ",\"stop\":\"b\"", "stop", "'guided_choice'")]
    [InlineData("\"tool_choice\":\"required\"," + Ping + ",\"stop\":\"b\"", "stop", "'tool_choice'")]
    [InlineData("\"tool_choice\":" + Named + "," + Ping + ",\"stop_token_ids\":[5]", "stop_token_ids", "'tool_choice'")]
    public Task Chat_StopBesideAConstraint_IsRefused(string members, string param, string holder) => AssertRefusedAsync(members, "unsupported_parameter", param, holder);

    [Fact]
    public async Task Completions_StopBesideAFormat_IsRefused()
    {
        using var response = await node.PostAsync("/v1/completions", """{"prompt":"a","guided_regex":"[0-9]{8}","stop":"1"}""");

        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error"]!;
        Assert.Equal((HttpStatusCode.BadRequest, "unsupported_parameter", "stop"), (response.StatusCode, (string?)error["code"], (string?)error["param"]));
    }

    [Theory]
    [InlineData("\"stop\":\" France\"," + Ping)]
    [InlineData("\"stop\":\" France\",\"parallel_tool_calls\":false," + Ping)]
    [InlineData("\"stop\":\" France\",\"tool_choice\":\"none\"," + Ping)]
    [InlineData("\"stop\":\" France\",\"response_format\":{\"type\":\"text\"}")]
    public async Task Chat_StopWithoutAFormat_IsServed(string members)
    {
        var choice = await AskAsync(members);

        Assert.Equal(("The capital of", "stop"), ((string?)choice["message"]!["content"], (string?)choice["finish_reason"]));
    }

    [Theory]
    [InlineData("\"response_format\":{\"type\":\"json_object\"},\"tool_choice\":\"required\"", "response_format")]
    [InlineData("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":{}}},\"tool_choice\":" + Named, "response_format")]
    [InlineData("\"guided_regex\":\"a\",\"tool_choice\":\"required\"", "guided_regex")]
    public Task Chat_FormatBesideAForcedCall_IsRefused(string members, string param) => AssertRefusedAsync($"{members},{Ping}", "invalid_value", param, "'tool_choice' forces a call");

    private async Task AssertRefusedAsync(string members, string code, string param, string part)
    {
        using var response = await node.PostAsync(Chat, Requests.With(Requests.Capital, members));

        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error"]!;
        Assert.Equal((HttpStatusCode.BadRequest, code, param), (response.StatusCode, (string?)error["code"], (string?)error["param"]));
        Assert.Contains(part, (string)error["message"]!, StringComparison.Ordinal);
    }

    private async Task<JsonNode> AskAsync(string members) => (await node.PostJsonAsync(Chat, Requests.With(Requests.Capital, members)))["choices"]![0]!;
}
