using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Forwarding;

public sealed class InterruptedStreamTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly TaskCompletionSource _received = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public Task Stream_Reset_EndsWithOneErrorEvent() => AssertEndsWithErrorAsync(Replies.StreamThenReset(_received.Task, "2", "4"), 3);

    [Fact]
    public Task Stream_ClosedWithoutEnd_EndsWithOneErrorEvent() => AssertEndsWithErrorAsync(Replies.Events(Replies.TextChunk("4")), 1);

    [Fact]
    public Task Stream_Silent_EndsWithOneErrorEvent() =>
        AssertEndsWithErrorAsync(Replies.StreamThenHang(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), "4"), 2);

    [Fact]
    public Task Stream_CutInsideAnEvent_DropsItsHalf() => AssertEndsWithErrorAsync(
        async context =>
        {
            await Replies.Events(Replies.TextChunk("4"))(context);
            await context.Response.WriteAsync("data: {\"id\":\"chatcmpl-1\",\"choi", Token);
            await context.Response.Body.FlushAsync(Token);
            await _received.Task.WaitAsync(Token);
            context.Abort();
        },
        1);

    [Fact]
    public async Task Stream_UpstreamReportsAnError_GetsNoSecondOne()
    {
        const string Error = """{"error":{"message":"Out of memory.","type":"api_error","param":null,"code":"oom"}}""";

        Assert.Equal([Replies.TextChunk("4"), Error], await ReadEventsAsync(Replies.Events(Replies.TextChunk("4"), Error)));
    }

    [Fact]
    public async Task Stream_DoneLeftOut_IsNoError()
    {
        var end = Replies.Chunk("""[{"index":0,"delta":{},"finish_reason":"stop"}]""");

        Assert.Equal([Replies.TextChunk("4"), end], await ReadEventsAsync(Replies.Events(Replies.TextChunk("4"), end)));
    }

    [Fact]
    public async Task Stream_TextThatLooksLikeAnEnd_IsStillInterrupted()
    {
        var lookAlike = Replies.TextChunk("\ndata: [DONE]\n\n \"finish_reason\":\"stop\" data: {\"error\"");

        var events = await ReadEventsAsync(Replies.Events(lookAlike));

        Assert.Equal(2, events.Count);
        Assert.Contains("upstream_stream_interrupted", events[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_LargeOneCutWithoutStreaming_IsNeverWhole()
    {
        await using var node = await FakeUpstream.StartAsync(
            NodeReplies.With(async context =>
            {
                context.Response.ContentType = "application/json";
                context.Response.ContentLength = 1_000_000;
                await context.Response.WriteAsync("{\"id\":\"" + new string('x', 500_000), Token);
                await context.Response.Body.FlushAsync(Token);
                await _received.Task.WaitAsync(Token);
                context.Abort();
            }),
            Token);
        await using var router = RouterHost.StartWithNodes(node.Address);
        using var client = router.CreateClient();

        using var response = await client.StreamAsync(RouterRequests.Question);
        _received.SetResult();

        await Assert.ThrowsAsync<HttpRequestException>(() => response.TextAsync());
    }

    private async Task AssertEndsWithErrorAsync(RequestDelegate reply, int wholeEvents)
    {
        var events = await ReadEventsAsync(reply);

        Assert.Equal(wholeEvents + 1, events.Count);
        Assert.All(events.Take(wholeEvents), data => Assert.True(JsonElement.Parse(data).TryGetProperty("choices", out _)));
        var error = JsonElement.Parse(events[^1]).GetProperty("error");
        Assert.Equal(("api_error", "upstream_stream_interrupted"), (error.GetProperty("type").GetString(), error.GetProperty("code").GetString()));
        Assert.NotEqual("", error.GetProperty("request_id").GetString());
    }

    private async Task<List<string>> ReadEventsAsync(RequestDelegate reply)
    {
        await using var node = await FakeUpstream.StartAsync(NodeReplies.With(reply), Token);
        await using var router = RouterHost.Start(
            ("services:inference-0:http:0", node.Address), ("Router:Forwarding:StreamIdleTimeout", "00:00:01"), ("Router:Forwarding:ActivityTimeout", "00:00:10"));
        using var client = router.CreateClient();

        using var response = await client.StreamAsync(RouterRequests.StreamedQuestion);

        Assert.Equal(200, (int)response.StatusCode);
        return await ReadToEndAsync(await response.Content.ReadAsStreamAsync(Token));
    }

    // The upstream may only be cut off once what it sent before has come through.
    private async Task<List<string>> ReadToEndAsync(Stream stream)
    {
        var events = new List<string>();
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(Token))
        {
            events.Add(item.Data);
            if (item.Data.Contains("\"4\"", StringComparison.Ordinal))
            {
                _received.TrySetResult();
            }
        }

        return events;
    }
}
