using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.OutboundHttp.Tests;

/// <summary>Row B94: bodies that do not end, do not come, lie about their length, or swell.</summary>
public sealed class FetchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fetch_SendsNothingOfThisMachine()
    {
        await using var server = await FakeUpstream.StartAsync(Replies.Body("text/plain", "text"), Token);
        using var client = Clients.Local();

        Assert.Equal("text"u8.ToArray(), await client.FetchAsync(server.Address + "/a", Token));

        Assert.Equal(["Accept-Encoding", "Host"], Assert.Single(server.Requests).Headers.Keys.Order());
    }

    [Fact]
    public async Task Fetch_OfABodyWithoutEnd_StopsAtTheLimit()
    {
        var left = new TaskCompletionSource();
        await using var server = await FakeUpstream.StartAsync(
            async context =>
            {
                context.RequestAborted.Register(left.SetResult);
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await context.Response.Body.WriteAsync(new byte[8192]);
                }
            },
            Token);
        using var client = Clients.Local(options => options.MaxBytes = 100_000);

        Assert.Equal(FetchFailure.TooLarge, await FailureAsync(client, server));

        await left.Task.WaitAsync(Token);
    }

    [Fact]
    public async Task Fetch_OfAnAnnouncedGiant_ReadsNothing()
    {
        await using var server = await FakeUpstream.StartAsync(
            async context =>
            {
                context.Response.ContentLength = 1L << 40;
                await context.Response.Body.WriteAsync(new byte[1], context.RequestAborted);
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            },
            Token);
        using var client = Clients.Local();

        Assert.Equal(FetchFailure.TooLarge, await FailureAsync(client, server));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fetch_OfWhatDoesNotCome_TimesOut(bool hasBegun)
    {
        await using var server = await FakeUpstream.StartAsync(
            async context =>
            {
                if (hasBegun)
                {
                    await context.Response.Body.WriteAsync(new byte[1], context.RequestAborted);
                }

                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            },
            Token);
        using var client = Clients.Local(options => options.Timeout = TimeSpan.FromMilliseconds(300));

        Assert.Equal(FetchFailure.TimedOut, await FailureAsync(client, server));
    }

    [Fact]
    public async Task Fetch_OfABodyShorterThanItSays_Fails()
    {
        await using var server = await FakeUpstream.StartAsync(
            async context =>
            {
                context.Response.ContentLength = 100;
                await context.Response.Body.WriteAsync(new byte[50], context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                context.Features.Get<IHttpRequestLifetimeFeature>()!.Abort();
            },
            Token);
        using var client = Clients.Local();

        Assert.Equal(FetchFailure.Unreachable, await FailureAsync(client, server));
    }

    [Fact]
    public async Task Fetch_OfAGzipBomb_StopsAtTheRatio()
    {
        await using var server = await FakeUpstream.StartAsync(Compressed("gzip", new byte[8 * 1024 * 1024]), Token);
        using var client = Clients.Local();

        Assert.Equal(FetchFailure.TooLarge, await FailureAsync(client, server));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Fetch_OfACompressedBody_Decompresses(string encoding)
    {
        await using var server = await FakeUpstream.StartAsync(Compressed(encoding, "some text, some text"u8.ToArray()), Token);
        using var client = Clients.Local();

        Assert.Equal("some text, some text"u8.ToArray(), await client.FetchAsync(server.Address, Token));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("gzip, br")]
    [InlineData("compress")]
    public async Task Fetch_OfABodyNotCompressedAsItSays_Fails(string encoding)
    {
        await using var server = await FakeUpstream.StartAsync(
            context =>
            {
                context.Response.Headers.ContentEncoding = encoding;
                return context.Response.WriteAsync("plain text", context.RequestAborted);
            },
            Token);
        using var client = Clients.Local();

        Assert.Equal(FetchFailure.Unreadable, await FailureAsync(client, server));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(304)]
    public async Task Fetch_OfARefusal_Fails(int status)
    {
        await using var server = await FakeUpstream.StartAsync(
            context =>
            {
                context.Response.StatusCode = status;
                return Task.CompletedTask;
            },
            Token);
        using var client = Clients.Local();

        var exception = await Assert.ThrowsAsync<FetchException>(() => client.FetchAsync(server.Address, Token));

        Assert.Equal((FetchFailure.Refused, status), (exception.Failure, exception.Status));
    }

    [Fact]
    public async Task Fetch_WhereNobodyListens_Fails()
    {
        var server = await FakeUpstream.StartAsync(Replies.Body("text/plain", "text"), Token);
        await server.DisposeAsync();
        using var client = Clients.Local();

        Assert.Equal(FetchFailure.Unreachable, await FailureAsync(client, server));
    }

    [Fact]
    public async Task Fetch_TellsWhatItFoundAndWhere()
    {
        await using var server = await FakeUpstream.StartAsync(
            context =>
            {
                if (context.Request.Path == "/found")
                {
                    return Replies.Body("text/html; charset=x", "here")(context);
                }

                context.Response.StatusCode = StatusCodes.Status302Found;
                context.Response.Headers.Location = "/found";
                return Task.CompletedTask;
            },
            Token);
        using var client = Clients.Local(options => options.UserAgent = "Somebody/1.0");
        var hops = new List<string>();

        var response = await client.FetchAsync(
            server.Address + "/first",
            (url, _) =>
            {
                hops.Add($"{url.AbsolutePath} after {server.Requests.Count}");
                return ValueTask.CompletedTask;
            },
            Token);

        Assert.Equal((server.Address + "/found", "text/html; charset=x"), (response.Url.AbsoluteUri, response.ContentType));
        Assert.Equal(["/first after 0", "/found after 1"], hops);
        Assert.All(server.Requests, request => Assert.Equal("Somebody/1.0", request.Headers["User-Agent"]));
    }

    [Fact]
    public async Task Fetch_StoppedBeforeAHop_AsksNobodyAndThrowsWhatStoppedIt()
    {
        await using var server = await FakeUpstream.StartAsync(Replies.Body("text/plain", "text"), Token);
        using var client = Clients.Local();

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.FetchAsync(server.Address, (_, _) => throw new InvalidOperationException(), Token));

        Assert.Empty(server.Requests);
    }

    private static async Task<FetchFailure> FailureAsync(OutboundHttpClient client, FakeUpstream server) =>
        (await Assert.ThrowsAsync<FetchException>(() => client.FetchAsync(server.Address, Token))).Failure;

    private static RequestDelegate Compressed(string encoding, byte[] body) => async context =>
    {
        using var compressed = new MemoryStream();
        await using (Stream stream = encoding switch { "gzip" => new GZipStream(compressed, CompressionLevel.Optimal, true), "br" => new BrotliStream(compressed, CompressionLevel.Optimal, true), _ => new ZLibStream(compressed, CompressionLevel.Optimal, true) })
        {
            await stream.WriteAsync(body, context.RequestAborted);
        }

        context.Response.Headers.ContentEncoding = encoding;
        context.Response.ContentLength = compressed.Length;
        await context.Response.Body.WriteAsync(compressed.ToArray(), context.RequestAborted);
    };
}
