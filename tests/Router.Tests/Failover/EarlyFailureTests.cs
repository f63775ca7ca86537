using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Failover;

/// <summary>Upstreams that say success and then give no answer: as long as the caller has not seen a piece of one, the next upstream answers.</summary>
public sealed class EarlyFailureTests
{
    private const string Start = """{"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("error")]
    [InlineData("error after the role")]
    [InlineData("cut after the role")]
    [InlineData("empty")]
    [InlineData("garbage")]
    [InlineData("silent")]
    public async Task Stream_NoContent_NextOneAnswers(string fault)
    {
        await using var first = await FakeUpstream.StartAsync(StreamFault(fault), Token);
        await using var second = await FakeUpstream.StartAsync(Replies.Stream("4", "2"), Token);
        await using var router = Router(first, second);
        using var client = router.CreateClient();

        using var response = await client.StreamAsync(RouterRequests.ForModel("first/m", RouterRequests.StreamedQuestion));

        Assert.Equal("second", response.Headers.GetValues("x-switchyard-provider").Single());
        var text = await response.TextAsync();
        Assert.EndsWith("data: [DONE]\n\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("error", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":{"message":"Overloaded.","type":"server_error"}}""")]
    [InlineData("""{"choices":[{"message":""")]
    [InlineData("<html>")]
    public async Task Answer_NotOne_NextOneAnswers(string body)
    {
        await using var first = await FakeUpstream.StartAsync(Replies.Body("application/json", body), Token);
        await using var second = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = Router(first, second);
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(RouterRequests.ForModel("first/m"));

        Assert.Equal((200, "second"), ((int)response.StatusCode, response.Headers.GetValues("x-switchyard-provider").Single()));
    }

    [Fact]
    public async Task Answer_BreaksOff_NextOneAnswers()
    {
        await using var first = await FakeUpstream.StartAsync(
            async context =>
            {
                context.Response.ContentType = "application/json";
                context.Response.ContentLength = 1000;
                await context.Response.WriteAsync("{\"id\":", Token);
                await context.Response.Body.FlushAsync(Token);
                context.Abort();
            },
            Token);
        await using var second = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = Router(first, second);
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(RouterRequests.ForModel("first/m"));

        Assert.Equal("second", response.Headers.GetValues("x-switchyard-provider").Single());
    }

    [Fact]
    public async Task Answer_CallersFaultUnderSuccess_IsPassedOn()
    {
        await using var first = await FakeUpstream.StartAsync(
            Replies.Json("""{"error":{"message":"Too long.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}"""), Token);
        await using var second = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = Router(first, second);
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(RouterRequests.ForModel("first/m"));

        Assert.Equal("Too long.", await response.AssertErrorAsync(400, "context_length_exceeded", "messages"));
        Assert.Empty(second.Requests);
    }

    private static RequestDelegate StreamFault(string fault) => fault switch
    {
        "error" => Replies.Events("""{"error":{"message":"Overloaded.","type":"server_error"}}"""),
        "error after the role" => Replies.Events(Start, """{"error":{"message":"Overloaded.","type":"server_error"}}"""),
        "cut after the role" => Replies.Events(Start),
        "empty" => Replies.Events(),
        "garbage" => Replies.Events("nonsense"),
        _ => Replies.StreamThenHang(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)),
    };

    private static RouterHost Router(FakeUpstream first, FakeUpstream second) => RouterHost.Start(
        ("Router:Providers:first:BaseUrl", first.Address),
        ("Router:Providers:first:Models:0", "m"),
        ("Router:Providers:second:BaseUrl", second.Address),
        ("Router:Providers:second:Models:0", "n"),
        ("Router:Routes:first/m:Fallbacks:0", "second/n"),
        ("Router:Forwarding:FirstTokenTimeout", "00:00:00.500"));
}
