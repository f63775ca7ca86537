using Switchyard.MockUpstream.Scenarios;
using Switchyard.Router.Configuration;
using Switchyard.Router.Tests.Faults;
using Xunit;

namespace Switchyard.Router.Tests.Continuation;

/// <summary>Which answers are continued, and for whom.</summary>
public sealed class ContinuationPolicyTests
{
    private const string Header = "x-switchyard-on-interruption";

    private static readonly string[] s_words = [.. Enumerable.Range(0, 60).Select(i => $"w{i} ")];

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("true", null, true)]
    [InlineData("true", "error", false)]
    [InlineData(null, "continue", true)]
    [InlineData(null, "error", false)]
    public async Task Continuation_SettingAndHeader_DecideTogether(string? setting, string? header, bool isContinued)
    {
        await using var router = await ContinuedRouter.StartAsync("vllm", setting is null ? [] : [("Router:Forwarding:Continue", setting)]);
        router.First.Put("m", Scenario.Parse("cut-40") with { Pieces = s_words });
        router.Second.Put("n", new Scenario { Pieces = s_words[40..] });
        if (header is not null)
        {
            router.Client.DefaultRequestHeaders.Add(Header, header);
        }

        var stream = await CallerDialect.Find("chat").StreamAsync(router.Client);

        Assert.Equal(isContinued ? (1, 0, 1) : (0, 1, 0), (stream.Ends, stream.Errors.Count, router.Second.Asked().Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("retry")]
    public async Task Continuation_UnknownHeader_IsRefused(string value)
    {
        await using var router = await ContinuedRouter.StartAsync();
        using var request = RouterRequests.ChatRequest(RouterRequests.StreamedQuestion);
        request.Headers.TryAddWithoutValidation(Header, value);

        using var response = await router.Client.SendAsync(request, TestContext.Current.CancellationToken);

        await response.AssertErrorAsync(400, "invalid_value", Header);
        Assert.Empty(router.First.Asked());
    }

    [Theory]
    [InlineData("\"n\":2,")]
    [InlineData("\"logprobs\":true,")]
    [InlineData("\"response_format\":{\"type\":\"json_object\"},")]
    public async Task Continuation_AnswerThatIsMoreThanAText_EndsWithTheError(string member)
    {
        await using var router = await ContinuedRouter.AskingAsync();
        router.First.Put("m", Scenario.Parse("cut-40") with { Pieces = s_words });

        using var response = await router.Client.StreamAsync($$"""{"model":"first/m",{{member}}"stream":true,"messages":[{"role":"user","content":"x"}]}""");

        Assert.Contains("upstream_stream_interrupted", await response.TextAsync(), StringComparison.Ordinal);
        Assert.Empty(router.Second.Asked());
    }

    [Fact]
    public async Task Continuation_ToolCallInProgress_EndsWithTheError()
    {
        await using var router = await ContinuedRouter.AskingAsync();
        router.First.Put("m", Scenario.Parse("cut-3") with { Text = "", ToolCalls = [new ScriptedToolCall("f", """{"a":"one two three four five six seven eight"}""")] });

        var stream = await CallerDialect.Find("chat").StreamAsync(router.Client);

        Assert.Equal((0, 1), (stream.Ends, stream.Errors.Count));
        Assert.Empty(router.Second.Asked());
    }

    [Fact]
    public async Task Continuation_ReasoningInProgress_EndsWithTheError()
    {
        await using var router = await ContinuedRouter.AskingAsync();
        router.First.Put("m", Scenario.Parse("cut-30") with { Reasoning = string.Concat(s_words), Text = "answer" });

        var stream = await CallerDialect.Find("chat").StreamAsync(router.Client);

        Assert.Equal((string.Empty, 0, 1), (stream.Text, stream.Ends, stream.Errors.Count));
        Assert.Empty(router.Second.Asked());
    }

    [Theory]
    [InlineData("local", true, "ContinueFinalMessage")]
    [InlineData("vllm", false, "ContinueFinalMessage")]
    [InlineData("mistral", false, "PrefixMember")]
    [InlineData("ollama", false, "LastMessage")]
    [InlineData("openai", false, "None")]
    [InlineData("team", false, "None")]
    public void Prefill_OfAProvider_IsWhatItsReferenceSays(string id, bool isNode, string prefill) =>
        Assert.Equal(prefill, KnownTraits.Of(id, isNode ? ProviderKind.Nodes : ProviderKind.Endpoint).Prefill.ToString());

    [Fact]
    public async Task Continuation_ProviderThatCannot_IsLeftOut()
    {
        await using var router = await ContinuedRouter.AskingAsync("second");
        router.First.Put("m", Scenario.Parse("cut-40") with { Pieces = s_words });

        var stream = await CallerDialect.Find("chat").StreamAsync(router.Client);

        Assert.Single(stream.Errors);
        Assert.Empty(router.Second.Asked());
        var record = await router.Client.ExplainAsync(stream.RequestId);
        Assert.Equal([("first", "interrupted"), ("second", null)], record.Attempts.Select(attempt => (attempt.Provider, attempt.Outcome)));
        Assert.Equal("left out: it cannot go on with another's text", record.Attempts[1].Reason);
    }
}
