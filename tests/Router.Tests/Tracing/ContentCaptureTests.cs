using System.Text.Json;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.Router.Tests.Administration;
using Switchyard.Router.Tests.Strategies;
using Switchyard.Tests.Common.Media;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Tracing;

/// <summary>Row A15: what is kept of requests and answers, in every dialect and however they are served.</summary>
public sealed class ContentCaptureTests
{
    private const string Chat = "/v1/chat/completions";
    private const string Called = """{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","reasoning_content":"Hm.","content":"Fine.","tool_calls":[{"id":"t1","type":"function","function":{"name":"mail","arguments":"{\"to\":\"al\\u0069ce\\u0040example.org\"}"}}]},"finish_reason":"tool_calls"}]}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Chat, """{"messages":[{"role":"developer","content":"Be brief."},{"role":"user","content":[{"type":"text","text":"Hi"}]}]}""")]
    [InlineData("/v1/messages", """{"model":"pocket","max_tokens":9,"system":"Be brief.","messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]}""")]
    [InlineData("/v1/responses", """{"model":"pocket","instructions":"Be brief.","input":[{"role":"user","content":[{"type":"input_text","text":"Hi"}]}]}""")]
    public async Task Content_OfEveryDialect_IsTheSame(string path, string body)
    {
        await using var host = await ContentHost.StartAsync(Replies.Json(Called));

        var content = await host.AskAsync(path, body);

        Assert.True(content.Redacted);
        Assert.Equal(["system text: Be brief.", "user text: Hi"], ContentHost.Lines(content.Request));
        Assert.Equal((11, false, null, 0), (content.Request.Bytes, content.Request.Cut, content.Request.Interrupted, content.Request.Redactions));
        Assert.Equal(["assistant reasoning: Hm.", "assistant text: Fine.", """assistant tool_call mail: {"to":"[redacted: e-mail address]"}"""], ContentHost.Lines(content.Answer!));
        Assert.Equal((false, false, 1), (content.Answer!.Cut, content.Answer.Interrupted, content.Answer.Redactions));
    }

    [Theory]
    [InlineData(Chat, """{"stream":true,"messages":[{"role":"user","content":"Hi"}]}""")]
    [InlineData("/v1/messages", """{"model":"pocket","max_tokens":9,"stream":true,"messages":[{"role":"user","content":"Hi"}]}""")]
    [InlineData("/v1/responses", """{"model":"pocket","stream":true,"input":"Hi"}""")]
    public async Task Stream_SecretSplitOverEvents_IsRedacted(string path, string body)
    {
        await using var host = await ContentHost.StartAsync(Replies.Events(
            Delta("""{"role":"assistant","reasoning_content":"Mail al"}"""), Delta("""{"reasoning_content":"ice@example.org?"}"""),
            Delta("""{"content":"Her card: 4111 11"}"""), Delta("""{"content":"11 1111 1111."}"""),
            Delta("""{"tool_calls":[{"index":0,"id":"t1","type":"function","function":{"name":"login","arguments":"{\"key\":\"sk-proj-abc"}}]}"""), Delta("""{"tool_calls":[{"index":0,"function":{"arguments":"defghijklmnop\"}"}}]}"""),
            Replies.Chunk("""[{"index":0,"delta":{},"finish_reason":"tool_calls"}]"""), "[DONE]"));

        var content = await host.AskAsync(path, body);

        Assert.Equal(
            ["assistant reasoning: Mail [redacted: e-mail address]?", "assistant text: Her card: [redacted: card number].", """assistant tool_call login: {"key":"[redacted: API key]"}"""],
            ContentHost.Lines(content.Answer!));
        Assert.Equal((false, false, 3), (content.Answer!.Cut, content.Answer.Interrupted, content.Answer.Redactions));
    }

    [Theory]
    [InlineData("""{"model":"pocket","prompt":["One","Two"],"suffix":"end"}""")]
    [InlineData("""{"model":"pocket","prompt":["One","Two"],"suffix":"end","stream":true}""")]
    public async Task Completions_TextOfBothSides_IsKept(string body)
    {
        const string Chunk = """{"id":"c","object":"text_completion","created":1,"model":"m","choices":[{"index":0,"text":"One and","finish_reason":null}]}""";
        const string Last = """{"id":"c","object":"text_completion","created":1,"model":"m","choices":[{"index":1,"text":"Two","finish_reason":"stop"}]}""";
        const string Whole = """{"id":"c","object":"text_completion","created":1,"model":"m","choices":[{"index":0,"text":"One and","finish_reason":"stop"},{"index":1,"text":"Two","finish_reason":"stop"}]}""";
        await using var host = await ContentHost.StartAsync(body.Contains("stream", StringComparison.Ordinal) ? Replies.Events(Chunk, Last, "[DONE]") : Replies.Json(Whole));

        var content = await host.AskAsync("/v1/completions", body);

        Assert.Equal(["user text: One", "user text: Two", "user text: end"], ContentHost.Lines(content.Request));
        Assert.Equal(["#0 assistant text: One and", "#1 assistant text: Two"], ContentHost.Lines(content.Answer!));
    }

    [Fact]
    public async Task Embeddings_RequestAlone_IsKept()
    {
        await using var host = await ContentHost.StartAsync(Replies.Json("""{"object":"list","data":[{"object":"embedding","index":0,"embedding":[1,0]}],"model":"m"}"""));

        var texts = await host.AskAsync("/v1/embeddings", """{"model":"pocket","input":["One","alice@example.org"]}""");
        var tokens = await host.AskAsync("/v1/embeddings", """{"model":"pocket","input":[[1,2],[3]]}""");

        Assert.Equal(["user text: One", "user text: [redacted: e-mail address]"], ContentHost.Lines(texts.Request));
        Assert.Equal(["user other: [2 tokens]", "user other: [1 tokens]"], ContentHost.Lines(tokens.Request));
        Assert.Null(texts.Answer);
    }

    [Fact]
    public async Task Media_AreNamedRatherThanKept()
    {
        var png = SampleMedia.Png();
        var data = Convert.ToBase64String(png);
        await using var host = await ContentHost.StartAsync(Replies.Chat("A picture."));

        var chat = await host.AskAsync(Chat, $$$"""{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,{{{data}}}"}}]}]}""");
        var messages = await host.AskAsync("/v1/messages", $$$"""{"model":"pocket","max_tokens":9,"messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"{{{data}}}"}}]}]}""");

        var expected = $"user media: [image/png, {png.Length} bytes]";
        Assert.Equal([expected], ContentHost.Lines(chat.Request));
        Assert.Equal([expected], ContentHost.Lines(messages.Request));
    }

    [Fact]
    public async Task Content_OverTheLimit_IsCutAndCounted()
    {
        await using var host = await ContentHost.StartAsync(Replies.Chat(new string('é', 40_000)), ("Router:Tracing:MaxContentBytes", "15"));

        var content = await host.AskAsync(Chat, """{"messages":[{"role":"user","content":"abcdefghij"},{"role":"user","content":"ab alice@example.org"},{"role":"user","content":"more"}]}""");

        Assert.Equal(["user text: abcdefghij", "user text: ab [redacted: e-mail address]"], ContentHost.Lines(content.Request));
        Assert.Equal((34, true), (content.Request.Bytes, content.Request.Cut));
        Assert.Equal(["assistant text: ééééééé"], ContentHost.Lines(content.Answer!));
        Assert.Equal((80_000, true), (content.Answer!.Bytes, content.Answer.Cut));
    }

    [Fact]
    public async Task Stream_CutOff_KeepsItsPartAndSaysSo()
    {
        await using var host = await ContentHost.StartAsync(Replies.Events(Replies.TextChunk("Half of"), Replies.TextChunk(" it")));

        var content = await host.AskAsync(Chat, RouterRequests.StreamedQuestion);

        Assert.Equal("assistant text: Half of it", ContentHost.Lines(content.Answer!)[0]);
        Assert.StartsWith("assistant error: upstream_stream_interrupted: ", ContentHost.Lines(content.Answer!)[1], StringComparison.Ordinal);
        Assert.True(content.Answer!.Interrupted);
    }

    [Fact]
    public async Task Request_NobodyServes_KeepsTheErrorAsItsAnswer()
    {
        await using var host = await ContentHost.StartAsync(Replies.Error(400, "No, bob@example.org.", "bad"));

        var content = await host.AskAsync(Chat, RouterRequests.Question);

        Assert.Equal(["assistant error: bad: No, [redacted: e-mail address]."], ContentHost.Lines(content.Answer!));
        Assert.False(content.Answer!.Interrupted);
    }

    [Fact]
    public async Task HeadersAndKeys_OfTheCaller_AreNeverKept()
    {
        await using var host = await ContentHost.StartAsync(Replies.Chat("Yes."));
        using var request = RouterRequests.ChatRequest("""{"user":"canary-user","metadata":{"a":"canary-label"},"messages":[{"role":"user","content":"Hi"}]}""");
        request.Headers.Add("Authorization", "Bearer canary-key");
        request.Headers.Add("x-session-id", "canary-session");

        using var response = await host.Client.SendAsync(request, Token);
        var info = await ContentHost.DescribeAsync(host.Client, response, AdminClient.Key);

        Assert.NotNull(info.Content);
        Assert.DoesNotContain("canary", JsonSerializer.Serialize(info), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("race", false)]
    [InlineData("race", true)]
    [InlineData("hedge", true)]
    [InlineData("cascade", false)]
    [InlineData("cascade", true)]
    [InlineData("vote", false)]
    public async Task Strategy_AnswerThatWasServed_IsKept(string strategy, bool isStreamed)
    {
        var served = new Scenario { Text = "Ask bob@example.org" };
        var other = strategy switch
        {
            "vote" => served,
            "cascade" => new Scenario { Text = "" },
            _ => new Scenario { Text = "lost", FirstToken = TimeSpan.FromMinutes(2) },
        };
        await using var host = await StrategyHost.StartAsync([other, served],
            ("Router:Tracing:CaptureContent", "true"), ("Router:Admin:Key", AdminClient.Key), ("Router:Strategies:HedgeDelay", "00:00:00.050"));

        using var response = await host.AskAsync(strategy, "one/m,two/m", $$"""{"model":"one/m","stream":{{(isStreamed ? "true" : "false")}},"messages":[{"role":"user","content":"Hello"}]}""");
        await response.TextAsync();
        var content = await ContentHost.ReadAsync(host.Client, response);

        Assert.Equal(["user text: Hello"], ContentHost.Lines(content.Request));
        Assert.Equal(["assistant text: Ask [redacted: e-mail address]"], ContentHost.Lines(content.Answer!));
        Assert.False(content.Answer!.Interrupted);
    }

    [Fact]
    public async Task Strategy_AllAnswers_AreKeptAsChoices()
    {
        await using var host = await StrategyHost.StartAsync([new Scenario { Text = "one" }, new Scenario { Text = "two" }], ("Router:Tracing:CaptureContent", "true"), ("Router:Admin:Key", AdminClient.Key));

        using var response = await host.AskAsync("parallel", "one/m,two/m", RouterRequests.ForModel("one/m"));
        await response.TextAsync();

        Assert.Equal(["#0 assistant text: one", "#1 assistant text: two"], ContentHost.Lines((await ContentHost.ReadAsync(host.Client, response)).Answer!));
    }

    private static string Delta(string delta) => Replies.Chunk($$"""[{"index":0,"delta":{{delta}},"finish_reason":null}]""");
}
