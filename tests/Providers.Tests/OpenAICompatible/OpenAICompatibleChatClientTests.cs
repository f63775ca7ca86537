using Microsoft.Extensions.AI;
using Switchyard.Providers.OpenAICompatible;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Providers.Tests.OpenAICompatible;

public sealed class OpenAICompatibleChatClientTests
{
    private static readonly ChatMessage[] s_question = [new(ChatRole.User, "What is 6 times 7?")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetResponse_WholeAnswer_MapsTextUsageAndReason()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        using var http = new HttpClient();
        using var client = Client(http, upstream);

        var response = await client.GetResponseAsync(s_question, new ChatOptions { ModelId = "m", Temperature = 0, MaxOutputTokens = 5 }, Token);

        Assert.Equal("42", response.Text);
        Assert.Equal("m", response.ModelId);
        Assert.Equal("chatcmpl-1", response.ResponseId);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.Equal(12, response.Usage?.TotalTokenCount);
        var request = Assert.Single(upstream.Requests);
        Assert.Equal("/v1/chat/completions", request.Path);
        Assert.Equal("""{"model":"m","messages":[{"role":"user","content":"What is 6 times 7?"}],"max_completion_tokens":5,"temperature":0}""", request.Body);
        Assert.False(request.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task GetResponse_ApiKey_IsSentAsBearer()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        using var http = new HttpClient();
        using var client = new OpenAICompatibleChatClient(http, new OpenAICompatibleChatClientOptions { Endpoint = upstream.Endpoint, ApiKey = "sk-test" });

        await client.GetResponseAsync(s_question, cancellationToken: Token);

        Assert.Equal("Bearer sk-test", Assert.Single(upstream.Requests).Headers["Authorization"]);
    }

    [Fact]
    public async Task GetStreamingResponse_Chunks_ArriveInOrderWithUsage()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Stream("4", "2", "!"), Token);
        using var http = new HttpClient();
        using var client = Client(http, upstream);

        var updates = await client.GetStreamingResponseAsync(s_question, cancellationToken: Token).ToListAsync(Token);

        Assert.Equal(["4", "2", "!"], updates.Select(update => update.Text).Where(text => text.Length > 0));
        Assert.Equal(12, Assert.Single(updates.SelectMany(update => update.Contents).OfType<UsageContent>()).Details.TotalTokenCount);
        Assert.Equal([ChatFinishReason.Stop], updates.Where(update => update.FinishReason is not null).Select(update => update.FinishReason!.Value));
        Assert.EndsWith(""","stream":true,"stream_options":{"include_usage":true}}""", Assert.Single(upstream.Requests).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetStreamingResponse_ToolCallInPieces_IsOneCall()
    {
        await using var upstream = await FakeUpstream.StartAsync(
            Replies.Events(
                Replies.Chunk("""[{"index":0,"delta":{"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"add","arguments":""}}]},"finish_reason":null}]"""),
                Replies.Chunk("""[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"a\":"}}]},"finish_reason":null}]"""),
                Replies.Chunk("""[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"2}"}}]},"finish_reason":null}]"""),
                Replies.Chunk("""[{"index":0,"delta":{},"finish_reason":"tool_calls"}]"""),
                "[DONE]"),
            Token);
        using var http = new HttpClient();
        using var client = Client(http, upstream);

        var updates = await client.GetStreamingResponseAsync(s_question, cancellationToken: Token).ToListAsync(Token);

        var call = Assert.Single(updates.SelectMany(update => update.Contents).OfType<FunctionCallContent>());
        Assert.Equal(("call_1", "add", "2"), (call.CallId, call.Name, call.Arguments?["a"]?.ToString()));
    }

    [Fact]
    public async Task GetStreamingResponse_ConnectionReset_ThrowsInterrupted()
    {
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var upstream = await FakeUpstream.StartAsync(Replies.StreamThenReset(received.Task, "4"), Token);

        var (texts, exception) = await ReadUntilFailureAsync(upstream, received);

        Assert.Equal(["4"], texts);
        Assert.Equal(ProviderErrorCodes.StreamInterrupted, exception.Code);
    }

    [Fact]
    public async Task GetStreamingResponse_CleanEndWithoutReason_ThrowsInterrupted()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Events(Replies.TextChunk("4")), Token);

        var (texts, exception) = await ReadUntilFailureAsync(upstream);

        Assert.Equal(["4"], texts);
        Assert.Equal(ProviderErrorCodes.StreamInterrupted, exception.Code);
    }

    [Fact]
    public async Task GetStreamingResponse_ErrorEvent_ThrowsWhatItSays()
    {
        await using var upstream = await FakeUpstream.StartAsync(
            Replies.Events(Replies.TextChunk("4"), """{"error":{"message":"The node died.","type":"api_error","param":null,"code":"upstream_stream_interrupted","request_id":"r1"}}"""), Token);

        var (_, exception) = await ReadUntilFailureAsync(upstream);

        Assert.Equal(("upstream_stream_interrupted", "The node died.", "r1"), (exception.Code, exception.Message, exception.RequestId));
    }

    [Fact]
    public async Task GetStreamingResponse_NotJson_ThrowsInvalidResponse()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Events("<html>"), Token);

        var (_, exception) = await ReadUntilFailureAsync(upstream);

        Assert.Equal(ProviderErrorCodes.InvalidResponse, exception.Code);
    }

    [Fact]
    public async Task GetStreamingResponse_DoneLeftOut_EndsAfterReason()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Events(Replies.TextChunk("4"), Replies.Chunk("""[{"index":0,"delta":{},"finish_reason":"stop"}]""")), Token);
        using var http = new HttpClient();
        using var client = Client(http, upstream);

        var response = await client.GetStreamingResponseAsync(s_question, cancellationToken: Token).ToChatResponseAsync(Token);

        Assert.Equal("4", response.Text);
    }

    [Fact]
    public async Task GetStreamingResponse_Cancelled_ClosesTheUpstreamRequest()
    {
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var upstream = await FakeUpstream.StartAsync(Replies.StreamThenHang(aborted, "4"), Token);
        using var http = new HttpClient();
        using var client = Client(http, upstream);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync(s_question, cancellationToken: cancellation.Token))
            {
                if (update.Text == "4")
                {
                    await cancellation.CancelAsync();
                }
            }
        });
        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    [Fact]
    public async Task GetResponse_Refused_CarriesStatusCodeAndRequestId()
    {
        await using var upstream = await FakeUpstream.StartAsync(
            context =>
            {
                context.Response.Headers["x-request-id"] = "req_7";
                return Replies.Error(429, "Slow down.", "rate_limit_exceeded", retryAfter: "7")(context);
            },
            Token);
        using var http = new HttpClient();
        using var client = Client(http, upstream);

        var exception = await Assert.ThrowsAsync<ProviderException>(() => client.GetResponseAsync(s_question, cancellationToken: Token));

        Assert.Equal((429, "rate_limit_exceeded", "req_7", "Slow down."), ((int?)exception.StatusCode, exception.Code, exception.RequestId, exception.Message));
        Assert.Equal(TimeSpan.FromSeconds(7), exception.RetryAfter);
    }

    [Fact]
    public async Task GetResponse_NobodyListens_ThrowsConnectionFailed()
    {
        var upstream = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await upstream.DisposeAsync();
        using var http = new HttpClient();
        using var client = Client(http, upstream);

        var exception = await Assert.ThrowsAsync<ProviderException>(() => client.GetResponseAsync(s_question, cancellationToken: Token));

        Assert.Equal(ProviderErrorCodes.ConnectionFailed, exception.Code);
        Assert.Null(exception.StatusCode);
    }

    [Fact]
    public async Task GetResponse_ClientTimeout_ThrowsTimeoutNotCancellation()
    {
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var upstream = await FakeUpstream.StartAsync(Replies.Hang(aborted), Token);
        using var http = new HttpClient { Timeout = TimeSpan.FromMilliseconds(100) };
        using var client = Client(http, upstream);

        var exception = await Assert.ThrowsAsync<ProviderException>(() => client.GetResponseAsync(s_question, cancellationToken: Token));

        Assert.Equal(ProviderErrorCodes.Timeout, exception.Code);
    }

    [Fact]
    public async Task GetResponse_NotACompletion_ThrowsInvalidResponse()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Json("""{"hello":1}"""), Token);
        using var http = new HttpClient();
        using var client = Client(http, upstream);

        var exception = await Assert.ThrowsAsync<ProviderException>(() => client.GetResponseAsync(s_question, cancellationToken: Token));

        Assert.Equal(ProviderErrorCodes.InvalidResponse, exception.Code);
    }

    [Fact]
    public void GetService_Metadata_NamesProviderAndModel()
    {
        using var http = new HttpClient();
        using var client = new OpenAICompatibleChatClient(http, new OpenAICompatibleChatClientOptions { Endpoint = new Uri("http://router/v1"), Model = "pocket" });

        var metadata = (ChatClientMetadata?)client.GetService(typeof(ChatClientMetadata));

        Assert.Equal(("switchyard", "pocket"), (metadata?.ProviderName, metadata?.DefaultModelId));
        Assert.Same(client, client.GetService(typeof(IChatClient)));
        Assert.Null(client.GetService(typeof(string)));
    }

    private static OpenAICompatibleChatClient Client(HttpClient http, FakeUpstream upstream) =>
        new(http, new OpenAICompatibleChatClientOptions { Endpoint = upstream.Endpoint });

    private static async Task<(List<string> Texts, ProviderException Exception)> ReadUntilFailureAsync(FakeUpstream upstream, TaskCompletionSource? received = null)
    {
        using var http = new HttpClient();
        using var client = Client(http, upstream);
        var texts = new List<string>();
        var exception = await Assert.ThrowsAsync<ProviderException>(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync(s_question, cancellationToken: Token))
            {
                if (update.Text.Length > 0)
                {
                    texts.Add(update.Text);
                    received?.TrySetResult();
                }
            }
        });
        return (texts, exception);
    }
}
