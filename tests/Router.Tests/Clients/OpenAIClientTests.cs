using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;
using Switchyard.MockUpstream.Recording;
using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Clients;

/// <summary>OpenAI's own .NET client, unmodified, against the router.</summary>
public sealed class OpenAIClientTests
{
    private const string Schema = """{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chat_Whole_IsRead()
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", new Scenario { Text = "six times seven", Usage = new ScriptedUsage { Input = 9, Output = 5, Cached = 4 } });

        ChatCompletion answer = await Chat(router).CompleteChatAsync([new SystemChatMessage("Count."), new UserChatMessage("6 * 7?")], cancellationToken: Token);

        Assert.Equal(("six times seven", ChatFinishReason.Stop), (answer.Content[0].Text, answer.FinishReason));
        Assert.Equal((9, 5, 4), (answer.Usage.InputTokenCount, answer.Usage.OutputTokenCount, answer.Usage.InputTokenDetails.CachedTokenCount));
    }

    [Fact]
    public async Task Chat_Streamed_IsRead()
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", new Scenario { Text = "six times seven" });
        var (text, finish) = ("", (ChatFinishReason?)null);

        await foreach (var update in Chat(router).CompleteChatStreamingAsync([new UserChatMessage("6 * 7?")], cancellationToken: Token))
        {
            text += string.Concat(update.ContentUpdate.Select(part => part.Text));
            finish = update.FinishReason ?? finish;
        }

        Assert.Equal(("six times seven", ChatFinishReason.Stop), (text, finish!.Value));
    }

    [Fact]
    public async Task Chat_StreamOfSeveralModels_IsRead()
    {
        await using var router = await MockRouter.StartAsync(("Router:Routes:all:Strategy", "parallel"), ("Router:Routes:all:Models:0:Model", "first/m"), ("Router:Routes:all:Models:1:Model", "second/n"));
        router.First.Put("m", new Scenario { Text = "one", Usage = new ScriptedUsage { Input = 9, Output = 5 } });
        router.Second.Put("n", new Scenario { Text = "two", Usage = new ScriptedUsage { Input = 9, Output = 5 } });
        List<(string Model, string Text)> pieces = [];
        var tokens = 0;

        // This client shows no number of a choice: whose it is says the chunk's model.
        await foreach (var update in Chat(router, "all").CompleteChatStreamingAsync([new UserChatMessage("Count.")], cancellationToken: Token))
        {
            pieces.AddRange(update.ContentUpdate.Where(part => part.Text.Length > 0).Select(part => (update.Model, part.Text)));
            tokens = update.Usage?.TotalTokenCount ?? tokens;
        }

        Assert.Equal([("first/m", "one"), ("second/n", "two")], pieces.Order());
        Assert.Equal(28, tokens);
    }

    [Fact]
    public async Task Tools_CalledAndAnswered_GoRound()
    {
        await using var router = await MockRouter.StartAsync();
        var options = new ChatCompletionOptions { ToolChoice = ChatToolChoice.CreateRequiredChoice() };
        options.Tools.Add(ChatTool.CreateFunctionTool("weather", "Tells the weather.", BinaryData.FromString(Schema)));
        List<ChatMessage> messages = [new UserChatMessage("The weather in Köln?")];

        ChatCompletion call = await Chat(router).CompleteChatAsync(messages, options, Token);
        messages.Add(new AssistantChatMessage(call));
        messages.Add(new ToolChatMessage(call.ToolCalls[0].Id, "Rain."));
        router.First.Put("m", new Scenario { Text = "It rains." });
        ChatCompletion answer = await Chat(router).CompleteChatAsync(messages, cancellationToken: Token);

        Assert.Equal((ChatFinishReason.ToolCalls, "weather"), (call.FinishReason, Assert.Single(call.ToolCalls).FunctionName));
        Assert.Equal(JsonValueKind.String, JsonElement.Parse(call.ToolCalls[0].FunctionArguments.ToString()).GetProperty("city").ValueKind);
        Assert.Equal("It rains.", answer.Content[0].Text);
    }

    [Fact]
    public async Task Answer_WithASchema_FollowsIt()
    {
        await using var router = await MockRouter.StartAsync();
        var options = new ChatCompletionOptions { ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("place", BinaryData.FromString(Schema), jsonSchemaIsStrict: true) };

        ChatCompletion answer = await Chat(router).CompleteChatAsync([new UserChatMessage("Where?")], options, Token);

        Assert.Equal(["city"], JsonElement.Parse(answer.Content[0].Text).EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Embeddings_OfTwoTexts_AreTwo()
    {
        await using var router = await MockRouter.StartAsync();
        var client = new EmbeddingClient("first/m", new ApiKeyCredential("unused"), Options(router));

        OpenAIEmbeddingCollection embeddings = await client.GenerateEmbeddingsAsync(["x", "y"], cancellationToken: Token);

        Assert.Equal([0, 1], embeddings.Select(embedding => embedding.Index));
        Assert.All(embeddings, embedding => Assert.NotEqual(0, embedding.ToFloats().Length));
    }

    [Fact]
    public async Task Error_UnknownModel_Is404()
    {
        await using var router = await MockRouter.StartAsync();

        var error = await Assert.ThrowsAsync<ClientResultException>(() => Chat(router, "nope").CompleteChatAsync([new UserChatMessage("x")], cancellationToken: Token));

        Assert.Equal(404, error.Status);
        Assert.Contains("model_not_found", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_RateLimit_TellsWhenToComeAgain()
    {
        await using var router = await MockRouter.StartAsync();
        router.Second.Put("n", Scenario.Parse("status-429-17s"));

        var error = await Assert.ThrowsAsync<ClientResultException>(() => Chat(router, "second/n").CompleteChatAsync([new UserChatMessage("x")], cancellationToken: Token));

        Assert.Equal(429, error.Status);
        Assert.True(error.GetRawResponse()!.Headers.TryGetValue("Retry-After", out var after));
        Assert.Equal("17", after);
    }

    [Fact]
    public async Task Stream_Cancelled_LeavesTheUpstream()
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", Scenario.Parse("stall-5"));
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in Chat(router).CompleteChatStreamingAsync([new UserChatMessage("x")], cancellationToken: leave.Token))
            {
                await leave.CancelAsync();
            }
        });

        await router.First.Asked()[0].Ended.WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.Equal(RequestState.Disconnected, router.First.Asked()[0].State);
    }

    private static ChatClient Chat(MockRouter router, string model = "first/m") => new(model, new ApiKeyCredential("unused"), Options(router));

    private static OpenAIClientOptions Options(MockRouter router) => new()
    {
        Endpoint = new Uri($"http://127.0.0.1:{router.Port}/v1"),
        RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        Transport = new HttpClientPipelineTransport(router.Client),
    };
}
