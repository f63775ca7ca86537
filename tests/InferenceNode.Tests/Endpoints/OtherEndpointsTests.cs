using System.Text.Json.Nodes;

namespace Switchyard.InferenceNode.Tests.Endpoints;

public sealed class OtherEndpointsTests(NodeApplication node) : IClassFixture<NodeApplication>
{
    [Fact]
    public async Task Models_List_DescribesPocket()
    {
        var models = await node.GetJsonAsync("/v1/models");
        var one = await node.GetJsonAsync("/v1/models/pocket");

        Assert.Equal(["pocket", "lexical"], models.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
        Assert.Equal(one.ToString(), models.GetProperty("data")[0].ToString());
        Assert.Equal(("pocket", 1024, 600, true), (one.GetProperty("id").GetString(), one.GetProperty("max_model_len").GetInt32(), one.GetProperty("recommended_prompt_tokens").GetInt32(), one.GetProperty("demo").GetBoolean()));
        Assert.Equal(["chat", "completion", "tools"], one.GetProperty("capabilities").EnumerateArray().Select(item => item.GetString()!));
    }

    [Fact]
    public async Task Tokenize_PromptThenDetokenize_GivesTheText()
    {
        var tokens = await node.PostJsonAsync("/tokenize", """{"prompt":"Hello 😀 <|im_end|>"}""");

        var text = await node.PostJsonAsync("/detokenize", $$"""{"tokens":{{tokens["tokens"]!.ToJsonString()}}}""");

        Assert.Equal("Hello 😀 <|im_end|>", (string?)text["prompt"]);
        Assert.Equal((tokens["tokens"]!.AsArray().Count, 1024), ((int?)tokens["count"], (int?)tokens["max_model_len"]));
    }

    [Fact]
    public async Task Tokenize_Messages_CountsWhatChatCounts()
    {
        var counted = await node.PostJsonAsync("/tokenize", Requests.Calculation);
        var answer = await node.PostJsonAsync("/v1/chat/completions", Requests.Calculation);

        Assert.Equal((int?)answer["usage"]!["prompt_tokens"], (int?)counted["count"]);
    }

    [Fact]
    public async Task Completions_RawPrompt_IsContinued()
    {
        var prompt = "<|im_start|>user\\nWhat is the capital of France?<|im_end|>\\n<|im_start|>assistant\\n";

        var answer = await node.PostJsonAsync("/v1/completions", $$"""{"prompt":"{{prompt}}"}""");

        Assert.Equal("The capital of France is Paris.", (string?)answer["choices"]![0]!["text"]);
        Assert.Equal(("text_completion", "stop"), ((string?)answer["object"], (string?)answer["choices"]![0]!["finish_reason"]));
    }

    [Fact]
    public async Task Completions_Tokens_AreContinuedAsTheirText()
    {
        var tokens = await node.PostJsonAsync("/tokenize", """{"prompt":"What is"}""");

        var ofTokens = await node.PostJsonAsync("/v1/completions", $$"""{"prompt":{{tokens["tokens"]!.ToJsonString()}},"max_tokens":2}""");
        var ofText = await node.PostJsonAsync("/v1/completions", """{"prompt":["What is"],"max_tokens":2,"best_of":1}""");

        Assert.Equal(ofText["choices"]!.ToJsonString(), ofTokens["choices"]!.ToJsonString());
        Assert.Equal("length", (string?)ofText["choices"]![0]!["finish_reason"]);
    }

    [Fact]
    public async Task Completions_Stream_GivesTheSameText()
    {
        var whole = await node.PostJsonAsync("/v1/completions", """{"prompt":"What is","max_tokens":20}""");

        var events = await node.StreamAsync("/v1/completions", """{"prompt":"What is","max_tokens":20,"stream":true,"stream_options":{"include_usage":true}}""");

        var chunks = events[..^1].Select(data => JsonNode.Parse(data)!).ToList();
        Assert.Equal("[DONE]", events[^1]);
        Assert.Equal((string?)whole["choices"]![0]!["text"], string.Concat(chunks[..^1].Select(chunk => (string?)chunk["choices"]![0]!["text"])));
        Assert.Equal(whole["usage"]!.ToJsonString(), chunks[^1]["usage"]!.ToJsonString());
    }
}
