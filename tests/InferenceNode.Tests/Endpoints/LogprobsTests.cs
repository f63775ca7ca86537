using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Switchyard.Inference.Sampling;
using Switchyard.Inference.Scheduling;
using Switchyard.InferenceNode.Endpoints;
using Switchyard.InferenceNode.Models;

namespace Switchyard.InferenceNode.Tests.Endpoints;

public sealed class LogprobsTests(NodeApplication node) : IClassFixture<NodeApplication>
{
    private const string Chat = "/v1/chat/completions";
    private const string Text = "/v1/completions";

    [Fact]
    public async Task Chat_Logprobs_AreThoseOfTheContent()
    {
        var answer = await node.PostJsonAsync(Chat, Requests.With(Requests.Capital, "\"logprobs\":true,\"top_logprobs\":3"));

        var tokens = answer["choices"]![0]!["logprobs"]!["content"]!.AsArray();
        Assert.Equal("The capital of France is Paris.", Join(tokens));
        Assert.Equal((int?)answer["usage"]!["completion_tokens"] - 1, tokens.Count);
        foreach (var token in tokens)
        {
            Assert.Equal((string?)token!["token"], Encoding.UTF8.GetString([.. token["bytes"]!.AsArray().Select(value => (byte)(int)value!)]));
            Assert.Equal(3, token["top_logprobs"]!.AsArray().Count);

            // Greedy: the token is the likeliest.
            Assert.Equal(((string?)token["token"], (float)token["logprob"]!), ((string?)token["top_logprobs"]![0]!["token"], (float)token["top_logprobs"]![0]!["logprob"]!));
            Assert.InRange((float)token["logprob"]!, -20, 0);
            Assert.InRange(token["top_logprobs"]!.AsArray().Sum(top => Math.Exp((float)top!["logprob"]!)), 0, 1.0001);
        }
    }

    [Fact]
    public async Task Chat_LogprobsWithoutTop_HaveEmptyLists()
    {
        var answer = await node.PostJsonAsync(Chat, Requests.With(Requests.Capital, "\"logprobs\":true,\"max_tokens\":2"));

        Assert.All(answer["choices"]![0]!["logprobs"]!["content"]!.AsArray(), token => Assert.Empty(token!["top_logprobs"]!.AsArray()));
    }

    [Theory]
    [InlineData("\"top_logprobs\":2")]
    [InlineData("\"top_logprobs\":2,\"stop\":\"ance\"")]
    [InlineData("\"top_logprobs\":0,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"temperature\":2,\"seed\":4,\"max_tokens\":60,\"ignore_eos\":true")]
    public async Task Chat_StreamedLogprobs_AreThoseOfTheWhole(string members)
    {
        var request = members.Contains("messages", StringComparison.Ordinal) ? "{" + members + ",\"logprobs\":true}" : Requests.With(Requests.Capital, "\"logprobs\":true," + members);
        var whole = await node.PostJsonAsync(Chat, request);

        var events = await node.StreamAsync(Chat, Requests.With(request, "\"stream\":true"));

        var expected = whole["choices"]![0]!["logprobs"]!["content"]!.AsArray();
        var streamed = events[..^1].SelectMany(data => JsonNode.Parse(data)!["choices"]![0]!["logprobs"]?["content"]?.AsArray() ?? []).ToList();
        Assert.Equal(expected.Select(token => (string?)token!["token"]), streamed.Select(token => (string?)token!["token"]));
        Assert.Equal(expected.Select(token => (string?)token!["top_logprobs"]!.AsArray().LastOrDefault()?["token"]), streamed.Select(token => (string?)token!["top_logprobs"]!.AsArray().LastOrDefault()?["token"]));

        // A cached prefix was computed in other chunks, which changes quantised weights' logits a little.
        Assert.All(expected.Zip(streamed), pair => Assert.Equal((float)pair.First!["logprob"]!, (float)pair.Second!["logprob"]!, 0.05f));
    }

    [Fact]
    public async Task Chat_StopString_TakesItsTokensAway()
    {
        var answer = await node.PostJsonAsync(Chat, Requests.With(Requests.Capital, "\"logprobs\":true,\"stop\":\" France is\""));

        Assert.Equal("The capital of", Join(answer["choices"]![0]!["logprobs"]!["content"]!.AsArray()));
    }

    [Fact]
    public async Task Chat_ToolCall_TellsItsTokensToo()
    {
        var answer = await node.PostJsonAsync(Chat, Requests.With(Requests.Calculation, "\"logprobs\":true"));

        Assert.Equal("tool_calls", (string?)answer["choices"]![0]!["finish_reason"]);
        Assert.StartsWith("<tool_call>", Join(answer["choices"]![0]!["logprobs"]!["content"]!.AsArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completions_Logprobs_AreParallelLists()
    {
        var answer = await node.PostJsonAsync(Text, """{"prompt":"What is","max_tokens":12,"logprobs":2}""");

        var text = (string)answer["choices"]![0]!["text"]!;
        var logprobs = answer["choices"]![0]!["logprobs"]!;
        var tokens = logprobs["tokens"]!.AsArray().Select(token => (string)token!).ToList();
        Assert.Equal(text, string.Concat(tokens));
        Assert.Equal((tokens.Count, tokens.Count), (logprobs["token_logprobs"]!.AsArray().Count, logprobs["top_logprobs"]!.AsArray().Count));
        for (var i = 0; i < tokens.Count; i++)
        {
            Assert.StartsWith(tokens[i], text[(int)logprobs["text_offset"]![i]!..], StringComparison.Ordinal);
            Assert.Equal((float)logprobs["token_logprobs"]![i]!, (float)logprobs["top_logprobs"]![i]![tokens[i]]!);
            Assert.Equal(2, logprobs["top_logprobs"]![i]!.AsObject().Count);
        }
    }

    [Fact]
    public async Task Completions_StreamedOffsets_GoOn()
    {
        const string Request = """{"prompt":"What is","max_tokens":12,"logprobs":0}""";
        var whole = await node.PostJsonAsync(Text, Request);

        var events = await node.StreamAsync(Text, Requests.With(Request, "\"stream\":true"));

        var offsets = events[..^1].SelectMany(data => JsonNode.Parse(data)!["choices"]![0]!["logprobs"]?["text_offset"]?.AsArray() ?? []).Select(offset => (int)offset!);
        Assert.Equal(whole["choices"]![0]!["logprobs"]!["text_offset"]!.AsArray().Select(offset => (int)offset!), offsets);
    }

    [Theory]
    [InlineData("\"The capital of France is\"", 0)]
    [InlineData("\"The capital of France is\"", 3)]
    [InlineData("[2042,500,600,2043,10]", 0)]
    [InlineData("[7]", 0)]
    [InlineData("[[5,6,7],[8,9]]", 2)]
    public async Task Completions_EchoWithLogprobs_ScoresThePrompt(string prompt, int maxTokens)
    {
        var answer = await node.PostJsonAsync(Text, $$"""{"prompt":{{prompt}},"max_tokens":{{maxTokens}},"echo":true,"logprobs":2}""");

        var promptTokens = (int)answer["usage"]!["prompt_tokens"]!;
        var logprobs = answer["choices"]!.AsArray().Select(choice => (Text: (string)choice!["text"]!, Logprobs: choice["logprobs"]!)).ToList();

        // The end of text is counted and has no place among the tokens.
        var ends = answer["choices"]!.AsArray().Count(choice => (string?)choice!["finish_reason"] == "stop");
        Assert.Equal(promptTokens + (int)answer["usage"]!["completion_tokens"]! - ends, logprobs.Sum(choice => choice.Logprobs["tokens"]!.AsArray().Count));
        foreach (var (text, choice) in logprobs)
        {
            Assert.Equal(text, string.Concat(choice["tokens"]!.AsArray().Select(token => (string?)token)));
            Assert.Equal((null, null), (choice["token_logprobs"]![0], choice["top_logprobs"]![0]));
            Assert.All(choice["token_logprobs"]!.AsArray().Skip(1), value => Assert.InRange((float)value!, -60, 0));
            Assert.All(choice["top_logprobs"]!.AsArray().Skip(1), top => Assert.Equal(2, top!.AsObject().Count));
            Assert.All(choice["tokens"]!.AsArray().Index(), token => Assert.StartsWith((string)token.Item!, text[(int)choice["text_offset"]![token.Index]!..], StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Completions_EchoOfAnAnswer_HasItsLogprobs()
    {
        var generated = await node.PostJsonAsync(Text, """{"prompt":"What is","max_tokens":6,"logprobs":0}""");
        var tokenizer = node.Services.GetRequiredService<ModelRegistry>().Models[0].Tokenizer;
        var prompt = string.Join(',', tokenizer.Encode("What is" + (string)generated["choices"]![0]!["text"]!, allowSpecial: true));

        var echoed = await node.PostJsonAsync(Text, $$"""{"prompt":[{{prompt}}],"max_tokens":0,"echo":true,"logprobs":0}""");

        // Single tokens and whole prompts use other kernels on quantised weights, which changes logits a little.
        var expected = generated["choices"]![0]!["logprobs"]!["token_logprobs"]!.AsArray().Select(value => (float)value!).ToList();
        var actual = echoed["choices"]![0]!["logprobs"]!["token_logprobs"]!.AsArray().TakeLast(expected.Count).Select(value => (float)value!).ToList();
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 0.3f));
    }

    [Fact]
    public async Task Completions_StreamedEchoWithLogprobs_IsTheWhole()
    {
        const string Request = """{"prompt":"What is the capital","max_tokens":5,"echo":true,"logprobs":1}""";
        var whole = (await node.PostJsonAsync(Text, Request))["choices"]![0]!["logprobs"]!;

        var events = await node.StreamAsync(Text, Requests.With(Request, "\"stream\":true"));

        var streamed = events[..^1].Select(data => JsonNode.Parse(data)!["choices"]![0]!["logprobs"]).Where(logprobs => logprobs is not null).ToList();
        Assert.Equal(whole["tokens"]!.AsArray().Select(token => (string?)token), streamed.SelectMany(logprobs => logprobs!["tokens"]!.AsArray()).Select(token => (string?)token));
        Assert.Equal(whole["text_offset"]!.AsArray().Select(offset => (int)offset!), streamed.SelectMany(logprobs => logprobs!["text_offset"]!.AsArray()).Select(offset => (int)offset!));
    }

    [Fact]
    public async Task Completions_EchoOfAPromptInTheCache_IsScoredWhole()
    {
        var prompt = "\"" + string.Concat(Enumerable.Repeat("All of it again. ", 12)) + "\"";
        await node.PostJsonAsync(Text, $$"""{"prompt":{{prompt}},"max_tokens":1}""");

        var answer = await node.PostJsonAsync(Text, $$"""{"prompt":{{prompt}},"max_tokens":0,"echo":true,"logprobs":0}""");

        Assert.Equal(0, (int?)answer["usage"]!["prompt_tokens_details"]!["cached_tokens"]);
        Assert.Equal((int)answer["usage"]!["prompt_tokens"]!, answer["choices"]![0]!["logprobs"]!["tokens"]!.AsArray().Count);
    }

    [Fact]
    public async Task Completions_EchoWithLogprobsOfAPrunedGraph_IsRefused()
    {
        await using var pruned = new NodeApplication(("Models:Folders:0", Models.SmallFolders.Find("llama-pruned")));
        await pruned.InitializeAsync();

        using var response = await pruned.PostAsync(Text, """{"prompt":"x","echo":true,"logprobs":0}""");

        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error"]!;
        Assert.Equal((400, "unsupported_parameter", "echo"), ((int)response.StatusCode, (string?)error["code"], (string?)error["param"]));
        Assert.Contains("last token alone", (string)error["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Map_CharacterOfSeveralTokens_BeginsOnce()
    {
        var tokenizer = node.Services.GetRequiredService<ModelRegistry>().Models[0].Tokenizer;
        var tokens = tokenizer.Encode("a😀b", allowSpecial: false);

        var mapper = new CompletionLogprobsMapper(tokenizer);
        mapper.Add([.. tokens.Select(Create)]);
        var logprobs = mapper.Take();

        Assert.True(tokens.Count > 3);
        Assert.Equal([0, .. Enumerable.Repeat(1, tokens.Count - 2), 2], logprobs.TextOffset);
        Assert.StartsWith("bytes:\\xf0", logprobs.Tokens[1], StringComparison.Ordinal);
        Assert.Equal(-9999, ChatLogprobsMapper.Map([new TokenLogProbs(new TokenLogProb(5, float.NegativeInfinity), [])], tokenizer).Content[0].Logprob);
    }

    [Fact]
    public void Add_HeldText_HoldsItsTokens()
    {
        var tokenizer = node.Services.GetRequiredService<ModelRegistry>().Models[0].Tokenizer;
        var tokens = tokenizer.Encode("x\n\n#", allowSpecial: false).Select(Create).ToList();
        var queue = new LogProbQueue(tokenizer);

        var shown = queue.Add(new GenerationDelta("x", null, tokens));
        var ended = queue.Add(new GenerationDelta(string.Empty, FinishReason.Stop, []));

        Assert.Equal([tokens[0]], shown.LogProbs);
        Assert.Empty(ended.LogProbs);
        Assert.Equal(tokens.Skip(1), queue.Add(new GenerationDelta(string.Empty, FinishReason.Length, [])).LogProbs);
    }

    private static TokenLogProbs Create(int token) => new(new TokenLogProb(token, -1), []);

    private static string Join(JsonArray tokens) => string.Concat(tokens.Select(token => (string?)token!["token"]));
}
