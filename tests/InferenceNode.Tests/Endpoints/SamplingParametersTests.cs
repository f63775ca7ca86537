using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Sampling;
using Switchyard.InferenceNode.Endpoints;
using Switchyard.InferenceNode.Models;

namespace Switchyard.InferenceNode.Tests.Endpoints;

public sealed class SamplingParametersTests(NodeApplication node) : IClassFixture<NodeApplication>
{
    private const string Path = "/v1/chat/completions";

    [Fact]
    public void Create_AllParameters_ReachTheSampler()
    {
        var model = node.Services.GetRequiredService<ModelRegistry>().Models[0];
        var request = new ChatCompletionRequest
        {
            Temperature = 0.5f,
            TopP = 0.6f,
            TopK = 7,
            MinP = 0.1f,
            RepetitionPenalty = 1.1f,
            PresencePenalty = 0.2f,
            FrequencyPenalty = 0.3f,
            Seed = 9,
            Logprobs = true,
            TopLogprobs = 4,
            MaxTokens = 10,
            MinTokens = 5,
            IgnoreEos = true,
            StopTokenIds = [1, 2],
            Stop = new StopSequences(["x"]),
            N = 3,
        };

        var plan = PlanFactory.Create(request, model, [1], constraint: null, "me");

        Assert.Equal(
            new SamplingOptions { Temperature = 0.5f, TopP = 0.6f, TopK = 7, MinP = 0.1f, RepetitionPenalty = 1.1f, PresencePenalty = 0.2f, FrequencyPenalty = 0.3f, Seed = 9, TopLogProbs = 4 },
            plan.Sampling);
        Assert.Equal((10, 5, true, 3, "me"), (plan.MaxTokens, plan.MinTokens, plan.IgnoresEndOfText, plan.Choices, plan.Caller));
        Assert.Equal([1, 2], plan.StopTokens);
        Assert.Equal(["x"], plan.Stop);
        Assert.Equal(1f, PlanFactory.Create(request with { LogitBias = new Dictionary<string, float> { ["5"] = 1 } }, model, [1], null, string.Empty).Sampling.LogitBias![5]);
        Assert.Equal(0, PlanFactory.Create(request with { TopK = -1 }, model, [1], null, string.Empty).Sampling.TopK);
        Assert.Null(PlanFactory.Create(request with { Logprobs = false }, model, [1], null, string.Empty).Sampling.TopLogProbs);
    }

    [Fact]
    public void Find_Caller_IsTheRoutersThenTheUsers()
    {
        var context = new DefaultHttpContext();

        Assert.Equal(string.Empty, CallerIdentity.Find(context, new CompletionRequest()));
        Assert.Equal("s", CallerIdentity.Find(context, new CompletionRequest { SafetyIdentifier = "s" }));
        Assert.Equal("u", CallerIdentity.Find(context, new CompletionRequest { User = "u", SafetyIdentifier = "s" }));
        context.Request.Headers["x-switchyard-caller"] = "key-1";
        Assert.Equal("key-1", CallerIdentity.Find(context, new CompletionRequest { User = "u" }));
    }

    [Fact]
    public async Task Post_LogitBias_ForcesAndForbidsTokens()
    {
        var x = (int)(await node.PostJsonAsync("/tokenize", """{"prompt":"x"}"""))["tokens"]![0]!;
        var the = (int)(await node.PostJsonAsync("/tokenize", """{"prompt":"The"}"""))["tokens"]![0]!;

        var forced = await AskAsync($"\"logit_bias\":{{\"{x}\":100}},\"max_tokens\":3");
        var forbidden = await AskAsync($"\"logit_bias\":{{\"{the}\":-100}}");

        Assert.Equal("xxx", Content(forced));
        Assert.False(Content(forbidden).StartsWith("The", StringComparison.Ordinal), Content(forbidden));
    }

    [Fact]
    public async Task Post_StopToken_EndsTheTextBeforeIt()
    {
        var france = (await node.PostJsonAsync("/tokenize", """{"prompt":" France"}"""))["tokens"]![0]!.ToJsonString();

        var answer = await AskAsync($"\"stop_token_ids\":[{france}]");

        Assert.Equal(("The capital of", "stop"), (Content(answer), (string?)answer["choices"]![0]!["finish_reason"]));
    }

    [Fact]
    public async Task Post_IgnoreEos_GoesOnToTheLimit()
    {
        var answer = await AskAsync("\"ignore_eos\":true,\"max_tokens\":25");

        Assert.StartsWith("The capital of France is Paris.", Content(answer), StringComparison.Ordinal);
        Assert.Equal((25, "length"), ((int?)answer["usage"]!["completion_tokens"], (string?)answer["choices"]![0]!["finish_reason"]));
    }

    [Fact]
    public async Task Post_MinTokens_KeepsTheTextGoing()
    {
        var answer = await AskAsync("\"min_tokens\":25,\"max_tokens\":60,\"stop\":\" capital\"");

        Assert.StartsWith("The capital of France is Paris.", Content(answer), StringComparison.Ordinal);
        Assert.InRange((int)answer["usage"]!["completion_tokens"]!, 25, 60);
    }

    [Fact]
    public async Task Post_FrequencyPenalty_EndsRepetition()
    {
        var free = await AskAsync("\"ignore_eos\":true,\"max_tokens\":60,\"logprobs\":true");
        var penalised = await AskAsync("\"ignore_eos\":true,\"max_tokens\":60,\"logprobs\":true,\"frequency_penalty\":2,\"presence_penalty\":2,\"repetition_penalty\":2");

        Assert.True(MostOften(penalised) < MostOften(free), $"{MostOften(penalised)} and {MostOften(free)}");
    }

    [Theory]
    [InlineData("\"temperature\":2,\"top_k\":1")]
    [InlineData("\"temperature\":2,\"top_p\":0")]
    [InlineData("\"temperature\":2,\"min_p\":1")]
    [InlineData("\"temperature\":0,\"top_k\":-1,\"seed\":-9223372036854775808")]
    public async Task Post_OneCandidate_IsGreedy(string members) => Assert.Equal("The capital of France is Paris.", Content(await AskAsync(members)));

    private static int MostOften(JsonNode answer) =>
        answer["choices"]![0]!["logprobs"]!["content"]!.AsArray().CountBy(token => (string)token!["token"]!).Max(pair => pair.Value);

    private static string Content(JsonNode answer) => (string)answer["choices"]![0]!["message"]!["content"]!;

    private Task<JsonNode> AskAsync(string members) => node.PostJsonAsync(Path, Requests.With(Requests.Capital, members));
}
