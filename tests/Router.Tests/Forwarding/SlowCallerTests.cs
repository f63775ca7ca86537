using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Forwarding;

/// <summary>F73: a caller that takes nothing slows its upstream down, and is cut off in the end.</summary>
public sealed class SlowCallerTests
{
    // Far more than the sockets between upstream and caller can hold, on both sides of the Router: some ten MB each.
    private const int AnswerBytes = 64 * 1024 * 1024;

    private static readonly byte[] s_event = Encoding.UTF8.GetBytes($"data: {Replies.TextChunk(new string('x', 16 * 1024))}\n\n");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly TaskCompletionSource<long> _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Stream_CallerTakesNothing_HoldsTheUpstreamAndIsCutOff()
    {
        await using var node = await FakeUpstream.StartAsync(NodeReplies.With(WriteUntilCutAsync), Token);
        await using var router = RouterHost.Start(("services:inference-0:http:0", node.Address), ("Router:Forwarding:ActivityTimeout", "00:00:01"), ("Router:Forwarding:StreamIdleTimeout", "00:00:00.900"));
        using var client = router.CreateClient();
        using var caller = await AskAsync(client.BaseAddress!);

        // A first read shows that the stream has begun; there is no other.
        Assert.True(await caller.GetStream().ReadAsync(new byte[1024], Token) > 0);

        Assert.InRange(await _held.Task.WaitAsync(Token), s_event.Length, AnswerBytes / 2);
    }

    private static async Task<TcpClient> AskAsync(Uri address)
    {
        var body = RouterRequests.StreamedQuestion;
        var caller = new TcpClient { ReceiveBufferSize = 4 * 1024 };
        await caller.ConnectAsync(address.Host, address.Port, Token);
        await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"), Token);
        return caller;
    }

    private async Task WriteUntilCutAsync(HttpContext context)
    {
        var (written, held) = (0L, 0L);
        context.Response.ContentType = "text/event-stream";
        for (; written < AnswerBytes; written += s_event.Length)
        {
            // Once the Router lets go, the rest is thrown away without any waiting: the last write that had to wait is the one that was held up.
            var write = context.Response.BodyWriter.WriteAsync(s_event, Token);
            held = write.IsCompleted ? held : written;
            await write;
        }

        _held.TrySetResult(held);
    }
}
