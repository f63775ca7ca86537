using System.Text;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Endpoints;

public sealed class CompletionEndpointsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"x"}]}""", """{"model":"pocket","messages":[{"role":"user","content":"x"}]}""")]
    [InlineData("""{"model":"pocket","messages":[{"role":"user","content":"x"}]}""", """{"model":"pocket","messages":[{"role":"user","content":"x"}]}""")]
    [InlineData("""{"model":"default","messages":[{"role":"user","content":"x"}]}""", """{"model":"pocket","messages":[{"role":"user","content":"x"}]}""")]
    [InlineData("""{ "messages" : [{"role":"user","content":"{\"model\":1}"}] , "min_p" : 1.0e-2, "model" : "local/pocket" }""", """{ "messages" : [{"role":"user","content":"{\"model\":1}"}] , "min_p" : 1.0e-2, "model" : "pocket" }""")]
    [InlineData("""{"model":null,"messages":[{"role":"user","content":"ü 😀"}]}""", """{"model":"pocket","messages":[{"role":"user","content":"ü 😀"}]}""")]
    public async Task Chat_AnyNameOfTheModel_ChangesNothingElse(string sent, string received)
    {
        await using var node = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Chat("42")), Token);
        await using var router = RouterHost.StartWithNodes(node.Address);
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(sent);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(received, Assert.Single(node.Completions()).Body);
        Assert.Equal("local", Assert.Single(response.Headers.GetValues("x-switchyard-provider")));
        Assert.Equal("1", Assert.Single(response.Headers.GetValues("x-switchyard-attempts")));
    }

    [Fact]
    public async Task Chat_Headers_AreCleanedBothWays()
    {
        await using var node = await FakeUpstream.StartAsync(
            NodeReplies.With(context =>
            {
                context.Response.Headers.SetCookie = "session=upstream";
                context.Response.Headers.Server = "secret-server/1.0";
                context.Response.Headers["x-ratelimit-remaining-requests"] = "41";
                return Replies.Chat("42")(context);
            }),
            Token);
        await using var router = RouterHost.StartWithNodes(node.Address);
        using var client = router.CreateClient();
        using var request = RouterRequests.ChatRequest(RouterRequests.Question);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer callers-own");
        request.Headers.TryAddWithoutValidation("Cookie", "a=b");
        request.Headers.TryAddWithoutValidation("x-api-key", "callers-own");
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", "1.2.3.4");

        using var response = await client.SendAsync(request, Token);

        var received = Assert.Single(node.Completions());
        Assert.Empty(received.Headers.Keys.Intersect(["Authorization", "Cookie", "x-api-key", "X-Forwarded-For"], StringComparer.OrdinalIgnoreCase));
        Assert.Equal(response.Headers.GetValues("x-request-id").Single(), received.Headers["x-request-id"]);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.False(response.Headers.Contains("Server"));
        Assert.Equal("41", response.Headers.GetValues("x-ratelimit-remaining-requests").Single());
    }

    [Fact]
    public async Task Chat_Streamed_ComesThroughByteForByte()
    {
        await using var node = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Stream("4", "2")), Token);
        await using var router = RouterHost.StartWithNodes(node.Address);
        using var direct = new HttpClient { BaseAddress = new Uri(node.Address) };
        using var client = router.CreateClient();

        using var response = await client.StreamAsync(RouterRequests.StreamedQuestion);
        using var expected = await direct.StreamAsync(RouterRequests.StreamedQuestion);

        Assert.Equal("text/event-stream; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(await expected.TextAsync(), await response.TextAsync());
    }

    [Fact]
    public async Task Chat_Streamed_IsNotHeldBack()
    {
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var node = await FakeUpstream.StartAsync(NodeReplies.With(Replies.StreamThenHang(aborted, "4")), Token);
        await using var router = RouterHost.StartWithNodes(node.Address);
        using var client = router.CreateClient();

        using var response = await client.StreamAsync(RouterRequests.StreamedQuestion);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Token));
        await reader.ReadLineAsync(Token);
        await reader.ReadLineAsync(Token);

        Assert.Equal($"data: {Replies.TextChunk("4")}", await reader.ReadLineAsync(Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Chat_CallerLeaves_CancelsTheUpstream(bool afterFirstChunk)
    {
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var node = await FakeUpstream.StartAsync(NodeReplies.With(afterFirstChunk ? Replies.StreamThenHang(aborted, "4") : Replies.Hang(aborted)), Token);
        await using var router = RouterHost.StartWithNodes(node.Address);
        using var client = router.CreateClient();
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var sending = client.SendAsync(RouterRequests.ChatRequest(RouterRequests.StreamedQuestion), HttpCompletionOption.ResponseHeadersRead, leave.Token);
        if (afterFirstChunk)
        {
            using var response = await sending;
            await leave.CancelAsync();
        }
        else
        {
            await Deadline.UntilAsync(() => node.Completions().Count == 1);
            await leave.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        }

        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    [Fact]
    public async Task Completions_Text_GoesToItsOwnPath()
    {
        await using var node = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Json("""{"id":"c"}""")), Token);
        await using var router = RouterHost.StartWithNodes(node.Address);
        using var client = router.CreateClient();

        using var response = await client.SendAsync(RouterRequests.Post("/v1/completions", """{"prompt":"x"}"""u8.ToArray()), Token);

        Assert.Equal("""{"id":"c"}""", await response.TextAsync());
        Assert.Equal(("/v1/completions", """{"model":"pocket","prompt":"x"}"""), (node.Completions()[0].Path, node.Completions()[0].Body));
    }

    [Fact]
    public async Task Tokenize_LocalModel_GoesToTheNode()
    {
        await using var node = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Json("""{"tokens":[1],"count":1,"max_model_len":1024}""")), Token);
        await using var router = RouterHost.StartWithNodes(node.Address);
        using var client = router.CreateClient();

        using var response = await client.SendAsync(RouterRequests.Post("/tokenize", """{"model":"pocket","prompt":"x"}"""u8.ToArray()), Token);

        Assert.Equal("""{"tokens":[1],"count":1,"max_model_len":1024}""", await response.TextAsync());
        Assert.Equal("/tokenize", node.Completions()[0].Path);
    }

    [Fact]
    public async Task Tokenize_RemoteModel_IsRefused()
    {
        await using var remote = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Chat("x"), "m"), Token);
        await using var router = RouterHost.Start(("Router:Providers:remote:BaseUrl", remote.Address));
        using var client = router.CreateClient();

        using var response = await client.SendAsync(RouterRequests.Post("/tokenize", Encoding.UTF8.GetBytes("""{"model":"remote/m","prompt":"x"}""")), Token);

        await response.AssertErrorAsync(400, "unsupported_parameter", "model");
    }
}
