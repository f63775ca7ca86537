using System.Text;
using System.Text.Json;
using Switchyard.MockUpstream.Recording;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.Router.Tests.Faults;
using Xunit;

namespace Switchyard.Router.Tests.Continuation;

/// <summary>A streamed text that breaks off is continued by another provider, and its caller reads one answer.</summary>
public sealed class ContinuationTests
{
    private static readonly string[] s_words = [.. Enumerable.Range(0, 60).Select(i => $"w{i} ")];
    private static readonly string s_whole = string.Concat(s_words);
    private static readonly string s_before = string.Concat(s_words.Take(40));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Breaks
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var dialect in (string[])["chat", "messages", "responses"])
            {
                foreach (var fault in (string[])["cut-40", "end-40", "stall-40", "error-40"])
                {
                    data.Add(dialect, fault);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Continuation_AnswerBreaksOff_CallerReadsOneWholeAnswer(string dialect, string fault)
    {
        await using var router = await ContinuedRouter.AskingAsync(settings: ("Router:Forwarding:StreamIdleTimeout", "00:00:01"));
        router.First.Put("m", Scenario.Parse(fault) with { Pieces = s_words });
        router.Second.Put("n", new Scenario { Pieces = s_words[40..] });

        var stream = await CallerDialect.Find(dialect).StreamAsync(router.Client);

        Assert.Empty(stream.Errors);
        Assert.Equal((s_whole, 1, "first"), (stream.Text, stream.Ends, stream.Provider));
        var record = await router.Client.ExplainAsync(stream.RequestId);
        Assert.Equal(
            [("first", "interrupted", 40, "first choice"), ("vllm", "completed", 20, $"continues a stream that broke off after {s_before.Length} characters")],
            record.Attempts.Select(attempt => (attempt.Provider, attempt.Outcome!, attempt.CompletionTokens ?? 0, attempt.Reason)));
        Assert.Equal("completed", record.Outcome);
        await router.First.Asked()[0].Ended.WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    [Theory]
    [InlineData("vllm", null)]
    [InlineData("mistral", null)]
    [InlineData("anthropic", null)]
    [InlineData("ollama", "chat")]
    [InlineData("ollama", "ollama")]
    public async Task Continuation_EachProvider_IsAskedInItsOwnWay(string provider, string? dialect)
    {
        await using var router = await ContinuedRouter.AskingAsync(provider, ($"Router:Providers:{provider}:Dialect", dialect));
        router.First.Put("m", Scenario.Parse("cut-40") with { Pieces = s_words });
        router.Second.Put("n", new Scenario { Pieces = s_words[40..] });

        var stream = await CallerDialect.Find("chat").StreamAsync(router.Client);

        Assert.Equal((s_whole, 1, 0), (stream.Text, stream.Ends, stream.Errors.Count));
        var body = JsonElement.Parse(Assert.Single(router.Second.Asked()).Body);
        var last = body.GetProperty("messages").EnumerateArray().Last();
        Assert.Equal(("assistant", provider == "anthropic" ? s_before.TrimEnd() : s_before), (last.GetProperty("role").GetString(), last.GetProperty("content").GetString()));
        Assert.Equal(provider == "mistral", last.TryGetProperty("prefix", out _));
        Assert.Equal(provider == "vllm", body.TryGetProperty("continue_final_message", out var continues) && continues.GetBoolean());
        Assert.Equal(provider == "vllm", body.TryGetProperty("add_generation_prompt", out var prompts) && !prompts.GetBoolean());
    }

    [Fact]
    public async Task Continuation_AnthropicCallerAndUpstreams_IsContinued()
    {
        await using var router = await ContinuedRouter.AskingAsync("anthropic", ("Router:Providers:first:Dialect", "anthropic"));
        router.First.Put("m", Scenario.Parse("cut-40") with { Pieces = s_words });
        router.Second.Put("n", new Scenario { Pieces = [" ", .. s_words[40..]] });

        var stream = await CallerDialect.Find("messages").StreamAsync(router.Client);

        Assert.Equal((s_whole, 1, 0), (stream.Text, stream.Ends, stream.Errors.Count));
    }

    [Theory]
    [InlineData(39)]
    [InlineData(30)]
    public async Task Continuation_RepeatsTheSeam_RepetitionIsLeftOut(int from)
    {
        await using var router = await ContinuedRouter.AskingAsync();
        router.First.Put("m", Scenario.Parse("cut-40") with { Pieces = s_words });
        router.Second.Put("n", new Scenario { Pieces = s_words[from..] });

        var stream = await CallerDialect.Find("chat").StreamAsync(router.Client);

        Assert.Equal((s_whole, 1, 0), (stream.Text, stream.Ends, stream.Errors.Count));
    }

    [Theory]
    [InlineData("chat", "prompted")]
    [InlineData("messages", "prompted")]
    [InlineData("responses", "prompted")]
    [InlineData("chat", "rewrite")]
    public async Task Continuation_ByAModelWithoutTools_CallsInItsTextAreCalls(string dialect, string mode)
    {
        await using var router = await ContinuedRouter.AskingAsync("vllm", ("Router:Providers:vllm:Tools", mode));
        router.First.Put("m", Scenario.Parse("cut-40") with { Pieces = s_words });
        router.Second.Put("n", new Scenario { Pieces = ["w40 ", "<tool", "_call>\n{\"name\": \"look_up\", \"argu", "ments\": {\"q\": \"Zürich\"}}\n</tool_call>"] });

        using var response = await router.Client.SendAsync(WithTool(dialect), Token);
        var answer = await response.TextAsync();

        Assert.DoesNotContain("tool_call>", answer, StringComparison.Ordinal);
        Assert.Contains(dialect switch { "messages" => "\"tool_use\"", "responses" => "\"function_call\"", _ => "\"finish_reason\":\"tool_calls\"" }, answer, StringComparison.Ordinal);
        Assert.Contains("look_up", answer, StringComparison.Ordinal);
        var body = JsonElement.Parse(Assert.Single(router.Second.Asked()).Body);
        Assert.Equal(mode == "rewrite", body.TryGetProperty("tools", out _));
    }

    [Theory]
    [InlineData("chat")]
    [InlineData("messages")]
    [InlineData("responses")]
    public async Task Continuation_OfAModelWithoutTools_GoesOnAfterItsText(string dialect)
    {
        await using var router = await ContinuedRouter.AskingAsync("vllm", ("Router:Providers:first:Tools", "prompted"));
        router.First.Put("m", Scenario.Parse("cut-41") with { Pieces = [.. s_words[..40], "<to", "ol is no call"] });
        router.Second.Put("n", new Scenario { Pieces = s_words[40..] });

        using var response = await router.Client.SendAsync(WithTool(dialect), Token);
        var answer = await response.TextAsync();

        Assert.Contains(": continued by vllm", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("<to", answer, StringComparison.Ordinal);
        var sent = JsonElement.Parse(Assert.Single(router.Second.Asked()).Body);
        Assert.Equal(s_before.TrimEnd(), sent.GetProperty("messages").EnumerateArray().Last().GetProperty("content").GetString());
        Assert.True(sent.TryGetProperty("tools", out _));
    }

    [Fact]
    public async Task Continuation_HalfACallInTheText_EndsWithTheError()
    {
        await using var router = await ContinuedRouter.AskingAsync("vllm", ("Router:Providers:first:Tools", "prompted"));
        router.First.Put("m", Scenario.Parse("cut-42") with { Pieces = [.. s_words[..40], "<tool_call>\n{\"name\": ", "\"look_up\", ", "\"arguments\": {}}\n</tool_call>"] });

        using var response = await router.Client.SendAsync(WithTool("chat"), Token);
        var answer = await response.TextAsync();

        Assert.Contains("upstream_stream_interrupted", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("tool_calls", answer, StringComparison.Ordinal);
        Assert.Empty(router.Second.Asked());
    }

    [Fact]
    public async Task Continuation_Stream_HasOneIdOneFinishAndTheSumOfTokens()
    {
        await using var router = await ContinuedRouter.AskingAsync();
        router.First.Put("m", Scenario.Parse("cut-40") with { Pieces = s_words });
        router.Second.Put("n", new Scenario { Pieces = s_words[40..] });

        using var response = await router.Client.StreamAsync("""{"model":"first/m","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"x"}]}""");
        var lines = (await response.TextAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Single(lines, ": continued by vllm");
        Assert.Single(lines, "data: [DONE]");
        var chunks = lines.Where(line => line.StartsWith("data: {", StringComparison.Ordinal)).Select(line => JsonElement.Parse(line["data: ".Length..])).ToList();
        Assert.Single(chunks.Select(chunk => chunk.GetProperty("id").GetString()).Distinct());
        Assert.Single(chunks, chunk => chunk.GetProperty("choices").EnumerateArray().Any(choice => choice.GetProperty("finish_reason").ValueKind == JsonValueKind.String));
        Assert.Equal(60, chunks[^1].GetProperty("usage").GetProperty("completion_tokens").GetInt32());
    }

    [Theory]
    [InlineData(100, 60)]
    [InlineData(40, null)]
    public async Task Continuation_TokenLimit_IsWhatIsLeftOfIt(int limit, int? left)
    {
        await using var router = await ContinuedRouter.AskingAsync();
        router.First.Put("m", Scenario.Parse("cut-40") with { Pieces = s_words });

        using var response = await router.Client.StreamAsync($$"""{"model":"first/m","stream":true,"max_tokens":{{limit}},"messages":[{"role":"user","content":"x"}]}""");
        await response.TextAsync();

        Assert.Equal(left, router.Second.Asked().Select(asked => (int?)JsonElement.Parse(asked.Body).GetProperty("max_completion_tokens").GetInt32()).SingleOrDefault());
    }

    [Theory]
    [InlineData("status-500", "failed", "upstream_stream_interrupted")]
    [InlineData("status-400", "rejected", "upstream_stream_interrupted")]
    [InlineData("html", "failed", "upstream_stream_interrupted")]
    [InlineData("cut-5", "interrupted", "upstream_stream_interrupted")]
    public async Task Continuation_FailsToo_CallerGetsOneError(string fault, string outcome, string code)
    {
        await using var router = await ContinuedRouter.AskingAsync(settings: ("Router:Retries:Attempts", "3"));
        router.First.Put("m", Scenario.Parse("cut-40") with { Pieces = s_words });
        router.Second.Put("n", Scenario.Parse(fault) with { Pieces = s_words[40..] });

        var stream = await CallerDialect.Find("chat").StreamAsync(router.Client);

        Assert.Equal(0, stream.Ends);
        Assert.Contains(code, Assert.Single(stream.Errors), StringComparison.Ordinal);
        Assert.Equal((1, 1), (router.First.Asked().Count, router.Second.Asked().Count));
        var record = await router.Client.ExplainAsync(stream.RequestId);
        Assert.Equal(("interrupted", "interrupted", outcome), (record.Outcome, record.Attempts[0].Outcome, record.Attempts[1].Outcome));
    }

    [Fact]
    public async Task Continuation_CallerLeaves_SecondUpstreamIsLeftToo()
    {
        await using var router = await ContinuedRouter.AskingAsync();
        router.First.Put("m", Scenario.Parse("cut-40") with { Pieces = s_words });
        router.Second.Put("n", Scenario.Parse("stall-5") with { Pieces = s_words[40..] });
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var calling = CallAsync(router.Client, leave.Token);
        await Deadline.UntilAsync(() => router.Second.Asked() is [{ Tokens: >= 5 }]);
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calling);
        await router.Second.Asked()[0].Ended.WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.Equal(RequestState.Disconnected, router.Second.Asked()[0].State);
    }

    [Fact]
    public async Task Continuation_CallerLeavesBeforeItsAnswer_SecondUpstreamIsLeftToo()
    {
        await using var router = await ContinuedRouter.AskingAsync();
        router.First.Put("m", Scenario.Parse("cut-40") with { Pieces = s_words });
        router.Second.Put("n", Scenario.Parse("stall-headers"));
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var calling = CallAsync(router.Client, leave.Token);
        await Deadline.UntilAsync(() => router.Second.Asked().Count == 1);
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calling);
        await router.Second.Asked()[0].Ended.WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.Equal(RequestState.Disconnected, router.Second.Asked()[0].State);
    }

    [Fact]
    public async Task Continuation_TotalTimeIsOver_NobodyIsAsked()
    {
        // The comments keep YARP's own limit, which is as long, from ending the connection first.
        await using var router = await ContinuedRouter.AskingAsync("vllm", ("Router:Forwarding:TotalTimeout", "00:00:01"), ("Router:Forwarding:KeepAlive", "00:00:00.200"));
        router.First.Put("m", Scenario.Parse("stall-40") with { Pieces = s_words });

        var stream = await CallerDialect.Find("chat").StreamAsync(router.Client);

        Assert.Equal((s_before, 0, 1), (stream.Text, stream.Ends, stream.Errors.Count));
        Assert.Empty(router.Second.Asked());
    }

    private static HttpRequestMessage WithTool(string dialect) => dialect switch
    {
        "messages" => Post("/v1/messages", """{"model":"first/m","max_tokens":500,"stream":true,"tools":[{"name":"look_up","input_schema":{"type":"object"}}],"messages":[{"role":"user","content":"?"}]}"""),
        "responses" => Post("/v1/responses", """{"model":"first/m","stream":true,"tools":[{"type":"function","name":"look_up","parameters":{"type":"object"}}],"input":"?"}"""),
        _ => Post("/v1/chat/completions", """{"model":"first/m","stream":true,"tools":[{"type":"function","function":{"name":"look_up","parameters":{"type":"object"}}}],"messages":[{"role":"user","content":"?"}]}"""),
    };

    private static HttpRequestMessage Post(string path, string body) => RouterRequests.Post(path, Encoding.UTF8.GetBytes(body));

    private static async Task CallAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var response = await client.SendAsync(CallerDialect.Find("chat").Request(isStreamed: true), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await response.Content.ReadAsStringAsync(cancellationToken);
    }
}
