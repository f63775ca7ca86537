using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.PassThrough;

/// <summary>Rows A2 and A5: transcripts, speech and images as streams of events, whose caller learns when they break off.</summary>
public sealed class PassedEventsTests
{
    private const string Done = """{"type":"transcript.text.done","text":"Hello","usage":{"type":"tokens","input_tokens":14,"output_tokens":45,"total_tokens":59}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PassThroughHost.Transcriptions, "cut-3")]
    [InlineData(PassThroughHost.Transcriptions, "end-3")]
    [InlineData(PassThroughHost.Speech, "cut-3")]
    [InlineData(PassThroughHost.Speech, "end-3")]
    public async Task Stream_ThatBreaksOff_EndsWithOneErrorEvent(string path, string fault)
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", Scenario.Parse(fault));

        using var response = await router.Client.AskAsync(Stream(path, "first/m"));
        var data = Data(await response.TextAsync());

        Assert.Equal(4, data.Count);
        Assert.All(data[..^1], item => Assert.EndsWith(".delta", item.GetProperty("type").GetString(), StringComparison.Ordinal));
        Assert.Equal("upstream_stream_interrupted", data[^1].GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("interrupted", (await router.Client.TraceAsync(response)).Outcome);
        Assert.Empty(router.Second.Asked());
    }

    [Fact]
    public async Task Stream_WithAnErrorInTheMiddle_IsNoSuccess()
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", Scenario.Parse("error-3"));

        using var response = await router.Client.AskAsync(Stream(PassThroughHost.Transcriptions, "first/m"));
        var data = Data(await response.TextAsync());

        Assert.True(data[^1].TryGetProperty("error", out _));
        Assert.Equal("interrupted", (await router.Client.TraceAsync(response)).Outcome);
    }

    [Theory]
    [InlineData("error+split")]
    [InlineData("error+comments")]
    [InlineData("cut")]
    [InlineData("gzip")]
    public async Task Stream_ThatFailsBeforeItsFirstPiece_GoesToTheNext(string fault)
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", Scenario.Parse(fault));

        using var response = await router.Client.AskAsync(Stream(PassThroughHost.Transcriptions, "first/m"));
        await response.TextAsync();

        Assert.Equal((200, "second"), ((int)response.StatusCode, response.Provider()));
    }

    [Theory]
    [InlineData(PassThroughHost.Transcriptions)]
    [InlineData(PassThroughHost.Speech)]
    public async Task Stream_ThatSaysItsTokens_IsCounted(string path)
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", new Scenario { Text = "Hello yard", Usage = new ScriptedUsage { Input = 9, Output = 5 } });

        using var response = await router.Client.AskAsync(Stream(path, "first/m"));
        await response.TextAsync();

        var attempt = Assert.Single((await router.Client.TraceAsync(response)).Attempts);
        Assert.Equal((9, 5), (attempt.PromptTokens, attempt.CompletionTokens));
    }

    /// <summary>Events without a type, as small servers send them, have no last one by which an end could be told from a break.</summary>
    [Theory]
    [InlineData("""{"text":"Hello"}""", "completed")]
    [InlineData("""{"type":"transcript.text.delta","delta":"Hello"}""", "interrupted")]
    [InlineData(Done, "completed")]
    public async Task Stream_WithoutALastEvent_IsWholeWhereThereIsNone(string data, string outcome)
    {
        var (host, client, upstream) = await StartAsync(Replies.Events(data));
        await using var one = upstream;
        await using var two = host;

        using var response = await client.AskAsync(Stream(PassThroughHost.Transcriptions, "one/m"));
        var text = await response.TextAsync();

        Assert.StartsWith($"data: {data}\n\n", text, StringComparison.Ordinal);
        Assert.Equal(outcome, (await client.TraceAsync(response)).Outcome);
    }

    /// <summary>A picture is one event, and longer than any piece of a text.</summary>
    [Fact]
    public async Task Stream_OfImages_ArrivesWholeAndIsCounted()
    {
        var picture = new string('A', 3 * 1024 * 1024);
        string[] events =
        [
            $$"""{"type":"image_generation.partial_image","b64_json":"{{picture}}","partial_image_index":0}""",
            $$"""{"type":"image_generation.completed","b64_json":"{{picture}}","usage":{"total_tokens":100,"input_tokens":50,"input_tokens_details":{"text_tokens":10,"image_tokens":40},"output_tokens":51 } }""",
        ];
        var (host, client, upstream) = await StartAsync(Replies.Events(events));
        await using var one = upstream;
        await using var two = host;

        using var response = await client.AskAsync(PassThroughHost.Json(PassThroughHost.Images, """{"model":"one/m","prompt":"A yard","stream":true,"partial_images":1}"""));
        var text = await response.TextAsync();

        Assert.Equal(string.Concat(events.Select(data => $"data: {data}\n\n")), text);
        var trace = await client.TraceAsync(response);
        Assert.Equal(("completed", 50, 51), (trace.Outcome, trace.Attempts[0].PromptTokens, trace.Attempts[0].CompletionTokens));
    }

    private static async Task<(RouterHost Host, HttpClient Client, FakeUpstream Upstream)> StartAsync(RequestDelegate reply)
    {
        var upstream = await FakeUpstream.StartAsync(reply, Token);
        var host = RouterHost.Start(("Router:Providers:one:BaseUrl", upstream.Address + "/v1"), ("Router:Providers:one:Models:0", "m"));
        return (host, host.CreateClient(), upstream);
    }

    private static HttpRequestMessage Stream(string path, string model) => path == PassThroughHost.Speech
        ? PassThroughHost.Json(path, $$"""{"model":"{{model}}","input":"Hello","voice":"alloy","stream_format":"sse"}""")
        : PassThroughHost.Form(model, PassThroughHost.Recording, path, ("stream", "true"));

    private static List<JsonElement> Data(string text) =>
        [.. text.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => JsonElement.Parse(line["data: ".Length..]))];
}
