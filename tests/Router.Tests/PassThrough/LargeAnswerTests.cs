using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.PassThrough;

/// <summary>Answers in JSON that are too long to be held back are proved on their way.</summary>
public sealed class LargeAnswerTests
{
    private static readonly string s_picture = new('A', 600 * 1024);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"data":[{"b64_json":"PICTURE"}]}""", "completed")]
    [InlineData("""{"a\"b":"\\","data":[{"b64_json":"PICTURE","x":"}]\\\""}],"n":[[],{}]}  """, "completed")]
    [InlineData("""{"data":[{"b64_json":"PICTURE"}],"error":null}""", "completed")]
    [InlineData("""{"data":[{"b64_json":"PICTURE"}],"error":{"message":"no"}}""", "interrupted")]
    public async Task Answer_ThatIsWhole_ArrivesAsItIs(string body, string outcome)
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Json(body.Replace("PICTURE", s_picture, StringComparison.Ordinal)), Token);
        await using var host = Start(upstream);
        using var client = host.CreateClient();

        using var response = await client.AskAsync(PassThroughHost.Ask(PassThroughHost.Images, "one/m"));

        Assert.Equal(body.Replace("PICTURE", s_picture, StringComparison.Ordinal), await response.TextAsync());
        Assert.Equal(outcome, (await client.TraceAsync(response)).Outcome);
    }

    [Theory]
    [InlineData("""{"data":[{"b64_json":"PICTURE""")]
    [InlineData("""{"data":[{"b64_json":"PICTURE"}]""")]
    [InlineData("""{"data":[{"b64_json":"PICTURE"}]}{}""")]
    [InlineData("""{"data":[{"b64_json":"PICTURE"}]}<html>""")]
    [InlineData("""{"data":[{"b64_json":"PICTURE"}],"usage":nonsense}""")]
    public async Task Answer_ThatIsNot_BreaksOffForItsCaller(string body)
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Json(body.Replace("PICTURE", s_picture, StringComparison.Ordinal)), Token);
        await using var host = Start(upstream);
        using var client = host.CreateClient();

        using var response = await client.AskAsync(PassThroughHost.Ask(PassThroughHost.Images, "one/m"));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => response.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal("interrupted", (await client.TraceAsync(response)).Outcome);
    }

    [Theory]
    [InlineData("<html>PICTURE")]
    [InlineData("[\"PICTURE\"]")]
    [InlineData("""{"error":{"message":"no"},"more":"PICTURE"}""")]
    public async Task Answer_ThatIsNoneFromItsBeginning_GoesToTheNext(string body)
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Json(body.Replace("PICTURE", s_picture, StringComparison.Ordinal)), Token);
        await using var next = await FakeUpstream.StartAsync(Replies.Json("""{"data":[]}"""), Token);
        await using var host = Start(upstream, ("Router:Providers:two:BaseUrl", next.Address + "/v1"), ("Router:Providers:two:Models:0", "n"), ("Router:Routes:one/m:Fallbacks:0", "two/n"));
        using var client = host.CreateClient();

        using var response = await client.AskAsync(PassThroughHost.Ask(PassThroughHost.Images, "one/m"));

        Assert.Equal((200, "two"), ((int)response.StatusCode, response.Provider()));
    }

    [Fact]
    public async Task Answer_OfAnUpstreamThatFallsSilent_BreaksOff()
    {
        await using var upstream = await FakeUpstream.StartAsync(
            async context =>
            {
                context.Response.ContentType = "application/json";
                context.Response.Headers.ContentLength = 2 * s_picture.Length;
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($$"""{"data":[{"b64_json":"{{s_picture}}"""), context.RequestAborted);
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            },
            Token);
        await using var host = Start(upstream, ("Router:Forwarding:StreamIdleTimeout", "00:00:00.300"));
        using var client = host.CreateClient();

        using var response = await client.AskAsync(PassThroughHost.Ask(PassThroughHost.Images, "one/m"));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => response.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal("interrupted", (await client.TraceAsync(response)).Outcome);
    }

    /// <summary>Of an answer that drips each byte comes in time, and the whole never would.</summary>
    [Fact]
    public async Task Answer_ThatDrips_EndsWithTheTimeOfTheRequest()
    {
        await using var upstream = await FakeUpstream.StartAsync(
            async context =>
            {
                context.Response.ContentType = "application/json";
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await context.Response.WriteAsync(" ", context.RequestAborted);
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                    await Task.Delay(50, context.RequestAborted);
                }
            },
            Token);
        await using var host = Start(upstream, ("Router:Forwarding:TotalTimeout", TimeSpan.FromSeconds(1).ToString("c", CultureInfo.InvariantCulture)));
        using var client = host.CreateClient();

        using var response = await client.AskAsync(PassThroughHost.Ask(PassThroughHost.Images, "one/m"));

        await response.AssertErrorAsync(503, "service_unavailable");
    }

    private static RouterHost Start(FakeUpstream upstream, params (string Key, string? Value)[] settings) =>
        RouterHost.Start([("Router:Providers:one:BaseUrl", upstream.Address + "/v1"), ("Router:Providers:one:Models:0", "m"), .. settings]);
}
