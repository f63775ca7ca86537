using Switchyard.MockUpstream.Recording;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.Router.Tests.Faults;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.PassThrough;

/// <summary>Row A2: speech, which comes as bytes of unknown number.</summary>
public sealed class SpeechTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("mp3", "audio/mpeg")]
    [InlineData("wav", "audio/wav")]
    [InlineData("pcm", "audio/pcm")]
    public async Task Speech_OfEveryFormat_IsTheUpstreams(string format, string type)
    {
        await using var router = await MockRouter.StartAsync();
        using var direct = new HttpClient { BaseAddress = new Uri(router.First.Address) };

        using var response = await router.Client.AskAsync(Ask("first/m", $",\"response_format\":\"{format}\""));
        using var own = await direct.AskAsync(Ask("m", $",\"response_format\":\"{format}\""));

        Assert.Equal((200, type), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Null(response.Content.Headers.ContentLength);
        Assert.Equal(await own.Content.ReadAsByteArrayAsync(Token), await response.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task Speech_ThatIsBeingMade_ArrivesAsItIsMade()
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", Scenario.Parse("stall-5"));

        using var response = await router.Client.AskAsync(PassThroughHost.Ask(PassThroughHost.Speech, "first/m"));
        await using var sound = await response.Content.ReadAsStreamAsync(Token);
        await sound.ReadExactlyAsync(new byte[5 * 417], Token);

        Assert.Equal(RequestState.Open, router.First.Asked()[0].State);
    }

    [Fact]
    public async Task Speech_AsEvents_IsPassedOn()
    {
        await using var router = await MockRouter.StartAsync();

        using var response = await router.Client.AskAsync(Ask("first/m", ",\"stream_format\":\"sse\""));

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("speech.audio.done", await response.TextAsync(), StringComparison.Ordinal);
        Assert.Equal("completed", (await router.Client.TraceAsync(response)).Outcome);
    }

    [Theory]
    [InlineData("cut-after-5")]
    [InlineData("reset-after-5")]
    public async Task Speech_ThatBreaksOff_BreaksOffForItsCallerToo(string fault)
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", Scenario.Parse(fault));

        using var request = PassThroughHost.Ask(PassThroughHost.Speech, "first/m");
        request.Headers.Add("x-request-id", "broken-off");

        // A reset may overtake the headers.
        await Assert.ThrowsAnyAsync<HttpRequestException>(async () =>
        {
            using var response = await router.Client.AskAsync(request);
            await response.Content.ReadAsByteArrayAsync(Token);
        });

        Assert.Equal("interrupted", (await router.Client.ExplainAsync("broken-off")).Outcome);
        Assert.Empty(router.Second.Asked());
    }

    [Fact]
    public async Task Speech_OfAnUpstreamThatFallsSilent_BreaksOff()
    {
        await using var router = await MockRouter.StartAsync(("Router:Forwarding:StreamIdleTimeout", "00:00:00.300"));
        router.First.Put("m", Scenario.Parse("stall-5"));

        using var response = await router.Client.AskAsync(PassThroughHost.Ask(PassThroughHost.Speech, "first/m"));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => response.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal("interrupted", (await router.Client.TraceAsync(response)).Outcome);
    }

    [Fact]
    public async Task Speech_ThatNeverBegins_GoesToTheNext()
    {
        await using var router = await MockRouter.StartAsync(("Router:Forwarding:StreamIdleTimeout", "00:00:00.300"));
        router.First.Put("m", Scenario.Parse("stall"));

        using var response = await router.Client.AskAsync(PassThroughHost.Ask(PassThroughHost.Speech, "first/m"));

        Assert.Equal((200, "second"), ((int)response.StatusCode, response.Provider()));
    }

    [Theory]
    [InlineData("application/json", """{"ok":true}""", null)]
    [InlineData("text/html", "<html>", null)]
    [InlineData("text/plain", "sound", null)]
    [InlineData("audio/mpeg", "sound", "gzip")]
    public async Task Answer_ThatIsNoSound_IsNone(string type, string body, string? encoding)
    {
        await using var upstream = await FakeUpstream.StartAsync(
            context =>
            {
                context.Response.Headers.ContentEncoding = encoding;
                return Replies.Body(type, body)(context);
            },
            Token);
        await using var host = RouterHost.Start(("Router:Providers:one:BaseUrl", upstream.Address + "/v1"), ("Router:Providers:one:Models:0", "m"));
        using var client = host.CreateClient();

        using var response = await client.AskAsync(PassThroughHost.Ask(PassThroughHost.Speech, "one/m"));

        await response.AssertErrorAsync(503, "service_unavailable");
    }

    /// <summary>Types are written as one likes.</summary>
    [Theory]
    [InlineData(PassThroughHost.Speech, "Audio/MPEG")]
    [InlineData(PassThroughHost.Speech, "application/octet-stream")]
    [InlineData(PassThroughHost.Images, "Application/JSON; charset=UTF-8")]
    public async Task Answer_OfATypeInOtherLetters_IsTaken(string path, string type)
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Body(type, """{"data":[]}"""), Token);
        await using var host = RouterHost.Start(("Router:Providers:one:BaseUrl", upstream.Address + "/v1"), ("Router:Providers:one:Models:0", "m"));
        using var client = host.CreateClient();

        using var response = await client.AskAsync(PassThroughHost.Ask(path, "one/m"));

        Assert.Equal((200, """{"data":[]}"""), ((int)response.StatusCode, await response.TextAsync()));
    }

    [Fact]
    public async Task Caller_WhoLeavesInTheMiddle_LeavesTheUpstreamToo()
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", Scenario.Parse("stall-5"));

        using (var response = await router.Client.AskAsync(PassThroughHost.Ask(PassThroughHost.Speech, "first/m")))
        {
            await using var sound = await response.Content.ReadAsStreamAsync(Token);
            await sound.ReadExactlyAsync(new byte[417], Token);
        }

        await router.First.Asked()[0].Ended.WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.Equal(RequestState.Disconnected, router.First.Asked()[0].State);
    }

    /// <summary>A caller that takes nothing holds the upstream up, and not the Router's memory.</summary>
    [Fact]
    public async Task Caller_WhoTakesNothing_HoldsTheUpstreamUp()
    {
        const long Most = 256L * 1024 * 1024;
        var sent = 0L;
        await using var upstream = await FakeUpstream.StartAsync(
            async context =>
            {
                context.Response.ContentType = "audio/mpeg";
                for (var chunk = new byte[64 * 1024]; sent < Most; Interlocked.Add(ref sent, chunk.Length))
                {
                    await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
                }
            },
            Token);
        await using var host = RouterHost.Start(("Router:Providers:one:BaseUrl", upstream.Address + "/v1"), ("Router:Providers:one:Models:0", "m"));
        using var client = host.CreateClient();

        using var response = await client.AskAsync(PassThroughHost.Ask(PassThroughHost.Speech, "one/m"));
        for (var (before, still) = (-1L, 0); still < 20; before = Interlocked.Read(ref sent))
        {
            await Task.Delay(50, Token);
            still = before == Interlocked.Read(ref sent) ? still + 1 : 0;
        }

        Assert.InRange(sent, 1, Most / 4);
    }

    private static HttpRequestMessage Ask(string model, string more) => PassThroughHost.Json(PassThroughHost.Speech, $$"""{"model":"{{model}}","input":"Hello","voice":"alloy"{{more}}}""");
}
