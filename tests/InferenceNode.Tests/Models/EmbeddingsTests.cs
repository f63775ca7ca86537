using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Switchyard.Inference.Embeddings;

namespace Switchyard.InferenceNode.Tests.Models;

public sealed class EmbeddingsTests(EmbeddingsTests.Node fixture) : IClassFixture<EmbeddingsTests.Node>
{
    private NodeApplication App => fixture.Application;

    [Fact]
    public async Task Post_Text_GivesTheVector()
    {
        var answer = await PostAsync("""{"model":"lexical","input":"Hello world"}""");

        Assert.Equal(("list", "lexical", 2, 2), ((string?)answer["object"], (string?)answer["model"], (int?)answer["usage"]!["prompt_tokens"], (int?)answer["usage"]!["total_tokens"]));
        var data = Assert.Single(answer["data"]!.AsArray());
        Assert.Equal(("embedding", 0), ((string?)data!["object"], (int?)data["index"]));
        Assert.Equal(LexicalEmbedder.Embed("Hello world"), Floats(data["embedding"]!));
    }

    [Theory]
    [InlineData("lexical")]
    [InlineData("bert")]
    public async Task Post_Base64_HasTheSameBits(string model)
    {
        var floats = await PostAsync($$"""{"model":"{{model}}","input":["one text","another"],"encoding_format":"float"}""");
        var base64 = await PostAsync($$"""{"model":"{{model}}","input":["one text","another"],"encoding_format":"base64"}""");

        for (var i = 0; i < 2; i++)
        {
            var bytes = Convert.FromBase64String((string)base64["data"]![i]!["embedding"]!);
            Assert.Equal(Floats(floats["data"]![i]!["embedding"]!), MemoryMarshal.Cast<byte, float>(bytes).ToArray());
            Assert.Equal(i, (int?)base64["data"]![i]!["index"]);
        }
    }

    [Fact]
    public async Task Post_Tokens_EqualTheirText()
    {
        var text = await PostAsync("""{"model":"bert","input":"xyz"}""");
        var tokens = await PostAsync("""{"model":"bert","input":[120,121,122]}""");
        var several = await PostAsync("""{"model":"bert","input":[[120,121,122],[1]]}""");

        Assert.Equal(text["data"]!.ToJsonString(), tokens["data"]!.ToJsonString());
        Assert.Equal((5, 5, 8), ((int?)text["usage"]!["prompt_tokens"], (int?)tokens["usage"]!["prompt_tokens"], (int?)several["usage"]!["prompt_tokens"]));
        Assert.Equal(2, several["data"]!.AsArray().Count);
    }

    [Fact]
    public async Task Post_WithoutAModel_TakesTheFirstEmbedder() => Assert.Equal("bert", (string?)(await PostAsync("""{"input":"x"}"""))["model"]);

    [Theory]
    [InlineData("lexical", "hello", 1)]
    [InlineData("lexical", "hello", 3)]
    [InlineData("lexical", "x", 16)]
    [InlineData("lexical", "x", 64)]
    [InlineData("lexical", "some words to embed", 384)]
    [InlineData("bert", "some words to embed", 16)]
    public async Task Post_Dimensions_ShortensToLengthOne(string model, string text, int dimensions)
    {
        var shorter = Floats((await PostAsync($$"""{"model":"{{model}}","input":"{{text}}","dimensions":{{dimensions}}}"""))["data"]![0]!["embedding"]!);

        Assert.Equal(dimensions, shorter.Length);
        Assert.Equal(1, shorter.Sum(value => value * value), 1e-4);
    }

    [Fact]
    public async Task Post_DimensionsOfAnEncoder_AreTheFirstOfIts()
    {
        var whole = Floats((await PostAsync("""{"model":"bert","input":"some words to embed"}"""))["data"]![0]!["embedding"]!);

        var shorter = Floats((await PostAsync("""{"model":"bert","input":"some words to embed","dimensions":16}"""))["data"]![0]!["embedding"]!);

        Assert.Equal(Vectors.Shorten(whole, 16), shorter);
    }

    [Fact]
    public async Task Post_LongText_IsRefusedUnlessItMayBeCut()
    {
        var text = new string('x', 70);

        var (status, error) = await App.FailAsync("/v1/embeddings", $$"""{"model":"bert","input":["a","{{text}}"]}""");
        var cut = await PostAsync($$"""{"model":"bert","input":"{{text}}","truncate_prompt_tokens":-1}""");
        var shorter = await PostAsync($$"""{"model":"bert","input":"{{text}}","truncate_prompt_tokens":10}""");

        Assert.Equal((HttpStatusCode.BadRequest, "context_length_exceeded", "input[1]"), (status, (string?)error["code"], (string?)error["param"]));
        Assert.Equal((64, 10), ((int?)cut["usage"]!["prompt_tokens"], (int?)shorter["usage"]!["prompt_tokens"]));
    }

    [Theory]
    [InlineData("{}", 400, "missing_required_parameter", "input")]
    [InlineData("""{"input":null}""", 400, "missing_required_parameter", "input")]
    [InlineData("""{"model":"lexical","input":""}""", 400, "invalid_value", "input")]
    [InlineData("""{"model":"lexical","input":[]}""", 400, "invalid_value", "input")]
    [InlineData("""{"model":"lexical","input":["a",""]}""", 400, "invalid_value", "input[1]")]
    [InlineData("""{"model":"lexical","input":["a",1]}""", 400, "invalid_value", "input")]
    [InlineData("""{"model":"lexical","input":{}}""", 400, "invalid_value", "input")]
    [InlineData("""{"model":"lexical","input":[true]}""", 400, "invalid_value", "input")]
    [InlineData("""{"model":"lexical","input":[1,2]}""", 400, "invalid_value", "input")]
    [InlineData("""{"model":"bert","input":[1,275]}""", 400, "invalid_value", "input[1]")]
    [InlineData("""{"model":"bert","input":[-1]}""", 400, "invalid_value", "input[0]")]
    [InlineData("""{"model":"bert","input":[1.5]}""", 400, "invalid_value", "input[0]")]
    [InlineData("""{"model":"bert","input":[[]]}""", 400, "invalid_value", "input[0]")]
    [InlineData("""{"model":"bert","input":[[1],["a"]]}""", 400, "invalid_value", "input[1][0]")]
    [InlineData("""{"model":"lexical","input":"x","dimensions":0}""", 400, "invalid_value", "dimensions")]
    [InlineData("""{"model":"lexical","input":"x","dimensions":385}""", 400, "invalid_value", "dimensions")]
    [InlineData("""{"model":"lexical","input":"x","encoding_format":"hex"}""", 400, "invalid_value", "encoding_format")]
    [InlineData("""{"model":"lexical","input":"x","truncate_prompt_tokens":0}""", 400, "invalid_value", "truncate_prompt_tokens")]
    [InlineData("""{"model":"nothing","input":"x"}""", 404, "model_not_found", "model")]
    [InlineData("""{"model":"llama","input":"x"}""", 400, "invalid_value", "model")]
    [InlineData("""{"model":5,"input":"x"}""", 400, "invalid_value", "model")]
    public async Task Post_BadRequest_NamesTheParameter(string json, int status, string code, string param)
    {
        var (actual, error) = await App.FailAsync("/v1/embeddings", json);

        Assert.Equal((status, code, param), ((int)actual, (string?)error["code"], (string?)error["param"]));
    }

    [Fact]
    public async Task Post_TooManyInputs_IsRefused()
    {
        var many = string.Join(',', Enumerable.Repeat("\"x\"", 2049));

        var (status, error) = await App.FailAsync("/v1/embeddings", $$"""{"model":"lexical","input":[{{many}}]}""");

        Assert.Equal((HttpStatusCode.BadRequest, "input"), (status, (string?)error["param"]));
        Assert.Equal(2048, (await PostAsync($$"""{"model":"lexical","input":[{{many[4..]}}]}"""))["data"]!.AsArray().Count);
    }

    [Fact]
    public async Task Chat_WithAnEmbedder_SaysWhereToGo()
    {
        var (status, error) = await App.FailAsync("/v1/chat/completions", """{"model":"bert","messages":[{"role":"user","content":"x"}]}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("The model 'bert' makes embeddings only; use /v1/embeddings.", (string?)error["message"]);
    }

    private Task<JsonNode> PostAsync(string json) => App.PostJsonAsync("/v1/embeddings", json);

    private static float[] Floats(JsonNode array) => [.. array.AsArray().Select(value => (float)value!)];

    public sealed class Node : IAsyncLifetime
    {
        public NodeApplication Application { get; } = new(
            ("Models:Folders:0", SmallFolders.Find("llama")), ("Models:Folders:1", SmallFolders.Find("bert")));

        public ValueTask InitializeAsync() => Application.InitializeAsync();

        public ValueTask DisposeAsync() => Application.DisposeAsync();
    }
}
