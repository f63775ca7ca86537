using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Switchyard.InferenceNode.Models;
using Switchyard.ToolCalls;

namespace Switchyard.InferenceNode.Tests.Endpoints;

/// <summary>Calls in the syntax of each family: what the grammar lets the model write, the parser reads, streamed or not.</summary>
public sealed class ToolSyntaxTests
{
    private const string Chat = "/v1/chat/completions";
    private const string Weather = """{"type":"function","function":{"name":"get_weather","strict":true,"parameters":{"type":"object","properties":{"unit":{"enum":["C","F"]},"place":{"type":"object","properties":{"name":{"type":"string","maxLength":8},"inside":{"type":"boolean"}},"required":["name","inside"],"additionalProperties":false}},"required":["unit","place"],"additionalProperties":false}}}""";
    private const string Request = """{"messages":[{"role":"user","content":"How is the weather?"}],"max_tokens":200,"tools":[""" + Weather + "]}";

    [Theory]
    [InlineData("qwen25", ToolCallSyntax.Hermes)]
    [InlineData("llama31", ToolCallSyntax.Llama)]
    [InlineData("mistral", ToolCallSyntax.Mistral)]
    [InlineData("mistral+args", ToolCallSyntax.MistralNamed)]
    [InlineData("gemma", ToolCallSyntax.ToolCode)]
    public async Task Chat_Tools_AreCalledInTheModelsSyntax(string family, ToolCallSyntax syntax)
    {
        using var folder = FamilyFolder.Create(family);
        await using var node = new NodeApplication(("Models:Folders:0", folder.Path));
        await node.InitializeAsync();

        Assert.Equal(syntax, node.Services.GetRequiredService<ModelRegistry>().Models[0].Chat!.ToolCallSyntax);
        for (var seed = 0; seed < 4; seed++)
        {
            await AssertForcedAsync(node, $"\"seed\":{seed},\"temperature\":{seed % 3}");
            await AssertEitherAsync(node, $"\"seed\":{seed},\"temperature\":{seed % 3}");
            await AssertFreeAsync(node, $"\"seed\":{seed},\"temperature\":{seed % 3}");
        }
    }

    [Theory]
    [InlineData("llama31", "{\\\"name\\\": \\\"f\\\", \\\"parameters\\\": {}}", "f {}")]
    [InlineData("llama31", "<\\\\|python_tag\\\\|>{\\\"name\\\": \\\"f\\\", \\\"parameters\\\": {}}", "f {}")]
    [InlineData("mistral", "\\\\[TOOL_CALLS\\\\] \\\\[{\\\"name\\\": \\\"f\\\", \\\"arguments\\\": {\\\"a\\\": 1}}\\\\]", "f {\"a\": 1}")]
    [InlineData("mistral+args", "\\\\[TOOL_CALLS\\\\]f\\\\[ARGS\\\\]{\\\"a\\\": 1}", "f {\"a\": 1}")]
    [InlineData("gemma", "```tool_code\\nf\\\\(a=True\\\\)\\n```", "f {\"a\": true}")]
    public async Task Parser_OfTheModel_ReadsWhatItWrites(string family, string regex, string expected)
    {
        using var folder = FamilyFolder.Create(family);
        await using var node = new NodeApplication(("Models:Folders:0", folder.Path));
        await node.InitializeAsync();
        var pattern = JsonNode.Parse($"\"{regex.Replace("{", "\\\\{", StringComparison.Ordinal).Replace("}", "\\\\}", StringComparison.Ordinal)}\"")!.ToJsonString();

        var text = await node.PostJsonAsync("/v1/completions", $$"""{"prompt":"x","max_tokens":200,"guided_regex":{{pattern}}}""");

        var parser = new ToolCallParser(node.Services.GetRequiredService<ModelRegistry>().Models[0].Chat!.ToolCallSyntax);
        var call = Assert.Single(parser.Add((string)text["choices"]![0]!["text"]!)).Call!;
        Assert.Equal(expected, $"{call.Name} {call.Arguments}");
    }

    // With the bias the model writes the control token itself, which belongs to the text for whoever reads calls.
    [Fact]
    public async Task Chat_CallsMarkedByAControlToken_AreFound()
    {
        using var folder = FamilyFolder.Create("mistral");
        await using var node = new NodeApplication(("Models:Folders:0", folder.Path));
        await node.InitializeAsync();

        var choice = (await node.PostJsonAsync(Chat, Requests.With(Request, $"\"tool_choice\":\"required\",\"parallel_tool_calls\":false,\"logprobs\":true,\"logit_bias\":{{\"{FamilyFolder.Token}\":100}}")))["choices"]![0]!;

        Assert.Equal("[TOOL_CALLS]", (string?)choice["logprobs"]!["content"]![0]!["token"]);
        AssertWeather(Assert.Single(choice["message"]!["tool_calls"]!.AsArray())!);
        Assert.Null(choice["message"]!["content"]);
    }

    private static async Task AssertForcedAsync(NodeApplication node, string members)
    {
        var request = Requests.With(Request, $"\"tool_choice\":\"required\",\"parallel_tool_calls\":false,{members}");
        var message = (await node.PostJsonAsync(Chat, request))["choices"]![0]!;
        var deltas = (await node.StreamAsync(Chat, Requests.With(request, "\"stream\":true")))[..^1].Select(data => JsonNode.Parse(data)!["choices"]![0]!).ToList();

        AssertWeather(Assert.Single(message["message"]!["tool_calls"]!.AsArray())!);
        Assert.Equal((null, "tool_calls"), (message["message"]!["content"], (string?)message["finish_reason"]));
        AssertWeather(Assert.Single(deltas, delta => delta["delta"]!["tool_calls"] is not null)["delta"]!["tool_calls"]![0]!);
        Assert.All(deltas, delta => Assert.True(string.IsNullOrEmpty((string?)delta["delta"]!["content"])));
        Assert.Equal("tool_calls", (string?)deltas[^1]["finish_reason"]);
    }

    private static async Task AssertEitherAsync(NodeApplication node, string members)
    {
        var choice = (await node.PostJsonAsync(Chat, Requests.With(Request, $"\"guided_json\":{{\"enum\":[{{\"name\":\"x\"}},7]}},\"parallel_tool_calls\":false,{members}")))["choices"]![0]!;

        if (choice["message"]!["tool_calls"] is { } calls)
        {
            AssertWeather(Assert.Single(calls.AsArray())!);
        }
        else
        {
            Assert.Contains((string)choice["message"]!["content"]!, (string[])["{\"name\":\"x\"}", "7"]);
        }
    }

    // A strict tool that need not be called: whatever the answer is, its calls are valid.
    private static async Task AssertFreeAsync(NodeApplication node, string members)
    {
        var choice = (await node.PostJsonAsync(Chat, Requests.With(Request, members)))["choices"]![0]!;

        Assert.All(choice["message"]!["tool_calls"]?.AsArray() ?? [], call => AssertWeather(call!));
    }

    private static void AssertWeather(JsonNode call)
    {
        Assert.Equal("get_weather", (string?)call["function"]!["name"]);
        var arguments = JsonNode.Parse((string)call["function"]!["arguments"]!)!.AsObject();
        Assert.Equal(["place", "unit"], arguments.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Contains((string?)arguments["unit"], (string[])["C", "F"]);
        Assert.Equal(["inside", "name"], arguments["place"]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.InRange(((string)arguments["place"]!["name"]!).EnumerateRunes().Count(), 0, 8);
        _ = (bool)arguments["place"]!["inside"]!;
    }
}
