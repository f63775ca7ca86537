using System.Net;
using System.Text.Json.Nodes;

namespace Switchyard.InferenceNode.Tests.Endpoints;

/// <summary>Several choices of one prompt, several prompts of one request.</summary>
public sealed class ChoicesTests(NodeApplication node) : IClassFixture<NodeApplication>
{
    private const string Chat = "/v1/chat/completions";
    private const string Text = "/v1/completions";

    // Shorter than a block of the prefix cache: what a cached prefix was computed in may change a last digit of quantised weights' logits.
    private const string Short = """{"messages":[{"role":"user","content":"Hi"}]}""";
    private const string Sampling = "\"temperature\":2,\"ignore_eos\":true,\"max_tokens\":20,\"seed\":";

    [Fact]
    public async Task Chat_SeveralChoices_AreThoseOfTheFollowingSeeds()
    {
        var answer = await node.PostJsonAsync(Chat, Requests.With(Short, Sampling + "5,\"n\":3"));

        var alone = new List<JsonNode>();
        for (var seed = 5; seed < 8; seed++)
        {
            alone.Add(await node.PostJsonAsync(Chat, Requests.With(Short, Sampling + seed)));
        }

        Assert.Equal([0, 1, 2], answer["choices"]!.AsArray().Select(choice => (int)choice!["index"]!));
        Assert.Equal(alone.Select(one => (string?)one["choices"]![0]!["message"]!["content"]), answer["choices"]!.AsArray().Select(choice => (string?)choice!["message"]!["content"]));
        Assert.Equal(3, answer["choices"]!.AsArray().Select(choice => (string?)choice!["message"]!["content"]).Distinct().Count());
        Assert.Equal(((int)alone[0]["usage"]!["prompt_tokens"]!, alone.Sum(one => (int)one["usage"]!["completion_tokens"]!)), ((int)answer["usage"]!["prompt_tokens"]!, (int)answer["usage"]!["completion_tokens"]!));
    }

    [Fact]
    public async Task Chat_StreamOfSeveralChoices_GivesEachItsRoleTextAndEnd()
    {
        var request = Requests.With(Short, Sampling + "5,\"n\":3");
        var whole = await node.PostJsonAsync(Chat, request);

        var events = await node.StreamAsync(Chat, Requests.With(request, "\"stream\":true,\"stream_options\":{\"include_usage\":true}"));

        var chunks = events[..^1].Select(data => JsonNode.Parse(data)!).ToList();
        Assert.Equal("[DONE]", events[^1]);
        Assert.Equal((int?)whole["usage"]!["total_tokens"], (int?)chunks[^1]["usage"]!["total_tokens"]);
        for (var index = 0; index < 3; index++)
        {
            var own = chunks[..^1].Select(chunk => chunk["choices"]![0]!).Where(choice => (int?)choice["index"] == index).ToList();
            Assert.Equal("assistant", (string?)own[0]["delta"]!["role"]);
            Assert.Equal((string?)whole["choices"]![index]!["message"]!["content"], string.Concat(own.Select(choice => (string?)choice["delta"]!["content"])));
            Assert.Equal([(string?)whole["choices"]![index]!["finish_reason"]], own.Select(choice => (string?)choice["finish_reason"]).Where(reason => reason is not null));
            Assert.NotNull((string?)own[^1]["finish_reason"]);
        }
    }

    [Fact]
    public async Task Chat_StreamOfSeveralChoices_IsInterleaved()
    {
        // Many more tokens than are buffered between the engine and the caller: a reader that a busy machine holds up then finds the others waiting for it.
        var events = await node.StreamAsync(Chat, Requests.With(Short, "\"stream\":true,\"n\":3,\"ignore_eos\":true,\"max_tokens\":300"));

        var indexes = events[..^1].Select(data => (int)JsonNode.Parse(data)!["choices"]![0]!["index"]!).ToList();
        Assert.True(indexes.IndexOf(2) < indexes.LastIndexOf(0), string.Join(',', indexes));
    }

    [Theory]
    [InlineData("[\"What is\",\"The capital of\"]")]
    [InlineData("[\"What is\",\"The capital of\",\"Hello\"]")]
    public async Task Completions_SeveralPrompts_AreAnsweredInOrder(string prompts)
    {
        var expected = new List<string?>();
        foreach (var prompt in JsonNode.Parse(prompts)!.AsArray())
        {
            for (var seed = 3; seed < 5; seed++)
            {
                var one = await node.PostJsonAsync(Text, $$"""{"prompt":{{prompt!.ToJsonString()}},{{Sampling}}{{seed}}}""");
                expected.Add((string?)one["choices"]![0]!["text"]);
            }
        }

        var answer = await node.PostJsonAsync(Text, $$"""{"prompt":{{prompts}},{{Sampling}}3,"n":2,"best_of":2}""");

        Assert.Equal(Enumerable.Range(0, expected.Count), answer["choices"]!.AsArray().Select(choice => (int)choice!["index"]!));
        Assert.Equal(expected, answer["choices"]!.AsArray().Select(choice => (string?)choice!["text"]));
    }

    [Fact]
    public async Task Completions_ArraysOfTokens_AreAnsweredAsTheirTexts()
    {
        var first = (await node.PostJsonAsync("/tokenize", """{"prompt":"What is"}"""))["tokens"]!.ToJsonString();
        var second = (await node.PostJsonAsync("/tokenize", """{"prompt":"The capital of"}"""))["tokens"]!.ToJsonString();

        var ofTokens = await node.PostJsonAsync(Text, $$"""{"prompt":[{{first}},{{second}}],"max_tokens":5}""");
        var ofTexts = await node.PostJsonAsync(Text, """{"prompt":["What is","The capital of"],"max_tokens":5}""");

        Assert.Equal(ofTexts["choices"]!.ToJsonString(), ofTokens["choices"]!.ToJsonString());
        Assert.Equal((int?)ofTexts["usage"]!["prompt_tokens"], (int?)ofTokens["usage"]!["prompt_tokens"]);
    }

    [Theory]
    [InlineData("\"What is\"", "What is")]
    [InlineData("[[45,46,2043]]", null)]
    public async Task Completions_Echo_BeginsWithThePrompt(string prompt, string? expected)
    {
        expected ??= (string?)(await node.PostJsonAsync("/detokenize", """{"tokens":[45,46,2043]}"""))["prompt"];
        var plain = await node.PostJsonAsync(Text, $$"""{"prompt":{{prompt}},"max_tokens":4}""");

        var whole = await node.PostJsonAsync(Text, $$"""{"prompt":{{prompt}},"max_tokens":4,"echo":true}""");
        var events = await node.StreamAsync(Text, $$"""{"prompt":{{prompt}},"max_tokens":4,"echo":true,"stream":true}""");

        Assert.Equal(expected + (string?)plain["choices"]![0]!["text"], (string?)whole["choices"]![0]!["text"]);
        Assert.Equal(expected, (string?)JsonNode.Parse(events[0])!["choices"]![0]!["text"]);
        Assert.Equal((string?)whole["choices"]![0]!["text"], string.Concat(events[..^1].Select(data => (string?)JsonNode.Parse(data)!["choices"]![0]!["text"])));
    }

    [Fact]
    public async Task Completions_MoreTextsThanTheLimit_AreRefused()
    {
        using var response = await node.PostAsync(Text, """{"prompt":["a","b","c"],"n":22}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("3 prompts with 22 choices each are 66.", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
