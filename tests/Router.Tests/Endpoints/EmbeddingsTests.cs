using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Endpoints;

public sealed class EmbeddingsTests
{
    private const string Models = """{"object":"list","data":[{"id":"lexical","object":"model","capabilities":["embeddings"]},{"id":"pocket","object":"model","capabilities":["chat","tools"]}]}""";
    private const string Answer = """{"object":"list","data":[{"object":"embedding","index":0,"embedding":[1,0]}],"model":"lexical","usage":{"prompt_tokens":1,"total_tokens":1}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"input":"x"}""", """{"model":"lexical","input":"x"}""")]
    [InlineData("""{"model":"lexical","input":["x","y"]}""", """{"model":"lexical","input":["x","y"]}""")]
    [InlineData("""{"model":"default-embedding","input":[1,2]}""", """{"model":"lexical","input":[1,2]}""")]
    public async Task Embeddings_AnyNameOfTheModel_GoToTheModelThatMakesThem(string sent, string received)
    {
        await using var node = await StartNodeAsync();
        await using var router = RouterHost.StartWithNodes(node.Address);
        using var client = router.CreateClient();
        using var request = RouterRequests.Post("/v1/embeddings", System.Text.Encoding.UTF8.GetBytes(sent));

        using var response = await client.SendAsync(request, Token);

        Assert.Equal(Answer, await response.TextAsync());
        var forwarded = Assert.Single(node.Completions());
        Assert.Equal(("/v1/embeddings", received), (forwarded.Path, forwarded.Body));
    }

    [Fact]
    public async Task Embeddings_WithoutInput_NameIt()
    {
        await using var node = await StartNodeAsync();
        await using var router = RouterHost.StartWithNodes(node.Address);
        using var client = router.CreateClient();
        using var request = RouterRequests.Post("/v1/embeddings", """{"model":"lexical"}"""u8.ToArray());

        using var response = await client.SendAsync(request, Token);

        await response.AssertErrorAsync(400, "missing_required_parameter", "input");
        Assert.Empty(node.Completions());
    }

    [Fact]
    public async Task Chat_EmbedderListedFirst_IsNotTheDefault()
    {
        await using var node = await StartNodeAsync();
        await using var router = RouterHost.StartWithNodes(node.Address);
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(RouterRequests.Question);

        Assert.True(response.IsSuccessStatusCode, await response.TextAsync());
        Assert.StartsWith("""{"model":"pocket",""", Assert.Single(node.Completions()).Body, StringComparison.Ordinal);
    }

    private static Task<FakeUpstream> StartNodeAsync() => FakeUpstream.StartAsync(
        context => Replies.Json(context.Request.Path.Value is "/v1/models" ? Models : Answer)(context), Token);
}
