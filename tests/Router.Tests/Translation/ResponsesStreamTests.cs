using System.Text.Json;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Translation;

/// <summary>OpenAI's responses, streamed.</summary>
public sealed class ResponsesStreamTests
{
    private const string Path = "/v1/responses";
    private const string Question = """{"model":"pocket","stream":true,"input":"What is 6 times 7?"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Text_InPieces_IsTranslatedPieceByPiece()
    {
        await using var host = await DialectHost.StartAsync(Replies.Stream("4", "2"));

        var events = await host.StreamAsync(Path, Question);

        Assert.Equal(
            """{"model":"pocket","messages":[{"role":"user","content":"What is 6 times 7?"}],"stream":true,"stream_options":{"include_usage":true}}""",
            host.Sent);
        Assert.Equal(
            [
                "response.created", "response.in_progress", "response.output_item.added", "response.content_part.added", "response.output_text.delta", "response.output_text.delta",
                "response.output_text.done", "response.content_part.done", "response.output_item.done", "response.completed",
            ],
            events.Select(item => item.EventType));
        Assert.Equal(Enumerable.Range(0, events.Count), events.Select(item => JsonElement.Parse(item.Data).GetProperty("sequence_number").GetInt32()));
        Assert.Equal(["4", "2"], events.Where(item => item.EventType == "response.output_text.delta").Select(item => JsonElement.Parse(item.Data).GetProperty("delta").GetString()));
        var response = JsonElement.Parse(events[^1].Data).GetProperty("response");
        Assert.Equal(("completed", "42", 12), (response.GetProperty("status").GetString(), response.GetProperty("output")[0].GetProperty("content")[0].GetProperty("text").GetString(), response.GetProperty("usage").GetProperty("total_tokens").GetInt32()));
    }

    [Fact]
    public async Task Tools_Called_StreamTheirArguments()
    {
        await using var host = await DialectHost.StartAsync(Replies.Events(ChatReplies.CalculatorCallChunks));

        var events = await host.StreamAsync(Path, Question);

        Assert.Equal(
            [
                "response.created", "response.in_progress", "response.output_item.added", "response.function_call_arguments.delta", "response.function_call_arguments.delta",
                "response.function_call_arguments.done", "response.output_item.done", "response.completed",
            ],
            events.Select(item => item.EventType));
        var call = JsonElement.Parse(events[^1].Data).GetProperty("response").GetProperty("output")[0];
        Assert.Equal(("call_1", """{"expression":"6*7"}"""), (call.GetProperty("call_id").GetString(), call.GetProperty("arguments").GetString()));
    }

    [Fact]
    public async Task Stream_BreaksOff_EndsAsFailed()
    {
        await using var host = await DialectHost.StartAsync(Replies.Events(Replies.TextChunk("4")));

        var events = await host.StreamAsync(Path, Question);

        Assert.Equal(
            ["response.created", "response.in_progress", "response.output_item.added", "response.content_part.added", "response.output_text.delta", "response.failed"],
            events.Select(item => item.EventType));
        var response = JsonElement.Parse(events[^1].Data).GetProperty("response");
        Assert.Equal(("failed", "server_error"), (response.GetProperty("status").GetString(), response.GetProperty("error").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Silence_OfTheUpstream_IsComments()
    {
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await DialectHost.StartAsync(Replies.StreamThenHang(aborted, "4"), ("Router:Forwarding:KeepAlive", "00:00:01"));
        using var response = await host.PostAsync(Path, Question);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Token));
        List<string?> lines = [];
        do
        {
            lines.Add(await reader.ReadLineAsync(Token));
        }
        while (lines[^1]?.StartsWith(':') is false);

        Assert.True(lines[^1] == ": keep-alive", $"{(int)response.StatusCode} {string.Join('\n', lines)}");
    }
}
