using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Translation;

/// <summary>Anthropic's messages, streamed.</summary>
public sealed class MessagesStreamTests
{
    private const string Path = "/v1/messages";
    private const string Question = """{"model":"pocket","max_tokens":50,"stream":true,"messages":[{"role":"user","content":"What is 6 times 7?"}]}""";
    private const string Start = """{"type":"message_start","message":{"id":"chatcmpl-1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":0,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":0}}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Text_InPieces_IsTranslatedPieceByPiece()
    {
        await using var host = await DialectHost.StartAsync(Replies.Stream("4", "2"));

        var events = await host.StreamAsync(Path, Question);

        Assert.Equal(
            """{"model":"pocket","messages":[{"role":"user","content":"What is 6 times 7?"}],"max_completion_tokens":50,"stream":true,"stream_options":{"include_usage":true}}""",
            host.Sent);
        Assert.Equal(
            [
                Start,
                """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
                """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"4"}}""",
                """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"2"}}""",
                """{"type":"content_block_stop","index":0}""",
                """{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"input_tokens":9,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":3}}""",
                """{"type":"message_stop"}""",
            ],
            events.Select(item => item.Data));
    }

    [Fact]
    public async Task Tools_Called_StreamTheirInput()
    {
        await using var host = await DialectHost.StartAsync(Replies.Events(ChatReplies.CalculatorCallChunks));

        var events = await host.StreamAsync(Path, Question);

        Assert.Equal(
            [
                Start,
                """{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"call_1","name":"calculator","input":{}}}""",
                """{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\"expression\":"}}""",
                """{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"\"6*7\"}"}}""",
                """{"type":"content_block_stop","index":0}""",
                """{"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"input_tokens":5,"cache_creation_input_tokens":0,"cache_read_input_tokens":4,"output_tokens":3}}""",
                """{"type":"message_stop"}""",
            ],
            events.Select(item => item.Data));
    }

    [Fact]
    public async Task Text_FirstPiece_IsNotHeldBack()
    {
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await DialectHost.StartAsync(Replies.StreamThenHang(aborted, "4"));

        using (var response = await host.PostAsync(Path, Question))
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Token));
            string? line;
            do
            {
                line = await reader.ReadLineAsync(Token);
            }
            while (line?.Contains("text_delta", StringComparison.Ordinal) is false);

            Assert.Equal("""data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"4"}}""", line);
        }

        // The caller has left, and the upstream hears of it.
        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("closed")]
    [InlineData("silent")]
    [InlineData("error")]
    [InlineData("mixed")]
    public async Task Stream_BreaksOff_EndsWithAnErrorAndNoStop(string fault)
    {
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // The silence also counts while a busy machine takes its time to send what comes before it.
        await using var host = await DialectHost.StartAsync(Fault(fault, received.Task), ("Router:Forwarding:StreamIdleTimeout", fault == "silent" ? "00:00:05" : "00:01:00"));
        using var response = await host.PostAsync(Path, Question);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Token));
        List<string> events = [];
        while (await reader.ReadLineAsync(Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                events.Add(line[7..]);
            }

            if (line.Contains("text_delta", StringComparison.Ordinal))
            {
                received.TrySetResult();
            }

            if (line.StartsWith("data: {\"type\":\"error\"", StringComparison.Ordinal))
            {
                var error = JsonElement.Parse(line[6..]);
                Assert.Equal("api_error", error.GetProperty("error").GetProperty("type").GetString());
                Assert.Equal(response.Headers.GetValues("x-request-id").Single(), error.GetProperty("request_id").GetString());
            }
        }

        Assert.Equal(["message_start", "content_block_start", "content_block_delta", "error"], events);
        Assert.Equal("interrupted", JsonElement.Parse(await host.Client.GetStringAsync("/v1/requests?limit=1", Token)).GetProperty("data")[0].GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Silence_OfTheUpstream_IsPings()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await DialectHost.StartAsync(
            async context =>
            {
                await Replies.Events(Replies.TextChunk("4"))(context);
                await go.Task.WaitAsync(Token);
                await context.Response.WriteAsync($"data: {Replies.TextChunk("2")}\n\ndata: {Replies.Chunk("""[{"index":0,"delta":{},"finish_reason":"stop"}]""")}\n\n", Token);
            },
            ("Router:Forwarding:KeepAlive", "00:00:01"));
        using var response = await host.PostAsync(Path, Question);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Token));
        List<string> events = [];
        while (await reader.ReadLineAsync(Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal) && line[7..] is var name && events.LastOrDefault() != name)
            {
                events.Add(name);
                _ = name == "ping" && go.TrySetResult();
            }
        }

        Assert.Equal(["message_start", "content_block_start", "content_block_delta", "ping", "content_block_delta", "content_block_stop", "message_delta", "message_stop"], events);
    }

    private static RequestDelegate Fault(string name, Task received) => name switch
    {
        "reset" => Replies.StreamThenReset(received, "4"),
        "closed" => Replies.Events(Replies.TextChunk("4")),
        "silent" => Replies.StreamThenHang(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), "4"),
        "error" => Replies.Events(Replies.TextChunk("4"), """{"error":{"message":"Out of memory.","type":"api_error","code":"oom"}}"""),
        _ => Replies.Events(Replies.TextChunk("4"), Replies.Chunk("""[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","function":{"arguments":""}}]}}]""")),
    };
}
