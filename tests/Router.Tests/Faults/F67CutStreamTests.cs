using System.Text;
using System.Text.Json;
using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Faults;

/// <summary>F67: the upstream ends inside its answer. The caller gets what came, one error, and no sign that the answer is whole.</summary>
public sealed class F67CutStreamTests
{
    private static readonly string[] s_words = [.. Enumerable.Range(0, 60).Select(i => $"w{i} ")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Orderly => CallerDialect.NamesWith("cut-40", "end-40", "stall-40", "error-40");

    public static TheoryData<string, string, string> Abrupt
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var row in CallerDialect.NamesWith("cut", "reset"))
            {
                data.Add(row.Data.Item1, row.Data.Item2, "chat");
                data.Add(row.Data.Item1, row.Data.Item2, "anthropic");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Orderly))]
    public async Task F67_CutAfter40Of60_EndsWithOneErrorAndNoEnd(string dialect, string fault)
    {
        // The silence also counts while a busy machine takes its time to send what comes before it.
        await using var router = await MockRouter.StartAsync(("Router:Forwarding:StreamIdleTimeout", fault == "stall-40" ? "00:00:03" : "00:01:00"));
        router.First.Put("m", Scenario.Parse(fault) with { Pieces = s_words });

        var stream = await CallerDialect.Find(dialect).StreamAsync(router.Client);

        Assert.Equal((string.Concat(s_words.Take(40)), 0), (stream.Text, stream.Ends));
        Assert.Single(stream.Errors);
        Assert.Empty(router.Second.Asked());
        var attempt = Assert.Single((await router.Client.ExplainAsync(stream.RequestId)).Attempts);
        Assert.Equal(("interrupted", 40), (attempt.Outcome, attempt.CompletionTokens));
    }

    /// <summary>The upstream's dialect is the caller's in some rows: those pass byte for byte, where half an event would spoil the error after it.</summary>
    [Theory]
    [MemberData(nameof(Abrupt))]
    public async Task F67_BrokenInsideAnEvent_EndsWithOneErrorAndWhatCameIsCounted(string dialect, string fault, string upstream)
    {
        await using var router = await MockRouter.StartAsync(("Router:Providers:first:Dialect", upstream));
        router.First.Put("m", new Scenario { Pieces = s_words });
        var place = await FindPlaceAsync(router, dialect, "w40 ");

        // The pause lets what was sent before arrive: a reset also takes back what nobody has read yet.
        router.First.Put("m", Scenario.Parse($"stall-40-500ms+{fault}-{place}b") with { Pieces = s_words });

        var stream = await CallerDialect.Find(dialect).StreamAsync(router.Client);

        var count = s_words.TakeWhile((_, i) => string.Concat(s_words.Take(i + 1)).Length <= stream.Text.Length).Count();
        Assert.InRange(count, fault == "cut" ? 40 : 1, 40);
        Assert.Equal((string.Concat(s_words.Take(count)), 0), (stream.Text, stream.Ends));
        Assert.Single(stream.Errors);
        Assert.Empty(router.Second.Asked());
        var attempt = Assert.Single((await router.Client.ExplainAsync(stream.RequestId)).Attempts);
        Assert.Equal(("interrupted", count), (attempt.Outcome, attempt.CompletionTokens));
    }

    [Fact]
    public async Task F67_Error_HasTheCodeAndTheRequest()
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", Scenario.Parse("cut-40"));

        var stream = await CallerDialect.Find("chat").StreamAsync(router.Client);

        var error = JsonElement.Parse(Assert.Single(stream.Errors)).GetProperty("error");
        Assert.Equal(("api_error", "upstream_stream_interrupted", stream.RequestId), (error.GetProperty("type").GetString(), error.GetProperty("code").GetString(), error.GetProperty("request_id").GetString()));
    }

    [Fact]
    public async Task F67_TextThatLooksLikeAnEnd_IsStillInterrupted()
    {
        const string Text = "\ndata: [DONE]\n\n \"finish_reason\":\"stop\" data: {\"error\"";
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", Scenario.Parse("end-1") with { Pieces = [Text, "more"] });

        var stream = await CallerDialect.Find("chat").StreamAsync(router.Client);

        Assert.Equal((Text, 0), (stream.Text, stream.Ends));
        Assert.Contains("upstream_stream_interrupted", Assert.Single(stream.Errors), StringComparison.Ordinal);
    }

    /// <summary>An upstream that says why it ends and only leaves out its last event has given its whole answer.</summary>
    [Fact]
    public async Task F67_LastEventLeftOut_IsNoInterruption()
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", Scenario.Parse("no-done") with { Text = "whole answer" });

        var stream = await CallerDialect.Find("chat").StreamAsync(router.Client);

        Assert.Equal("whole answer", stream.Text);
        Assert.Empty(stream.Errors);
    }

    [Fact]
    public async Task F67_LargeAnswerCutWithoutStreaming_IsNeverWhole()
    {
        await using var router = await MockRouter.StartAsync(("Router:Forwarding:MaxAttempts", "1"));
        router.First.Put("m", Scenario.Parse("cut-500k+huge-1m"));

        using var response = await router.Client.SendAsync(CallerDialect.Find("chat").Request(isStreamed: false), HttpCompletionOption.ResponseHeadersRead, Token);

        if (response.IsSuccessStatusCode)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => response.TextAsync());
        }
        else
        {
            await response.AssertErrorAsync(503, "service_unavailable");
        }
    }

    // What the upstream sends to the Router, asked for once more without it.
    private static async Task<int> FindPlaceAsync(MockRouter router, string dialect, string text)
    {
        await CallerDialect.Find(dialect).StreamAsync(router.Client);
        var asked = router.First.Asked()[^1];
        using var request = RouterRequests.Post(router.First.Address + asked.Path, Encoding.UTF8.GetBytes(asked.Body));
        request.Headers.Add("anthropic-version", "2023-06-01");
        using var client = new HttpClient();
        using var response = await client.SendAsync(request, Token);
        var place = (await response.TextAsync()).IndexOf(text, StringComparison.Ordinal);
        Assert.NotEqual(-1, place);
        return place;
    }
}
