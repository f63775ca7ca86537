using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Faults;

/// <summary>F75: the first upstream counted tokens and then failed. Both attempts are on record with what each counted, and the caller is told of its own answer's only.</summary>
public sealed class F75UsageTests
{
    private const string Start = """[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F75_FallbackAfterCountedUsage_RecordsBothAttempts()
    {
        await using var first = await FakeUpstream.StartAsync(
            Replies.Events(Replies.Chunk(Start, ""","usage":{"prompt_tokens":700,"completion_tokens":0,"total_tokens":700}"""), """{"error":{"message":"Overloaded.","type":"server_error"}}"""), Token);
        await using var second = await FakeUpstream.StartAsync(Replies.Stream("4", "2"), Token);
        await using var router = RouterHost.Start(
            ("Router:Providers:first:BaseUrl", first.Address),
            ("Router:Providers:first:Models:0", "m"),
            ("Router:Providers:second:BaseUrl", second.Address),
            ("Router:Providers:second:Models:0", "n"),
            ("Router:Routes:first/m:Fallbacks:0", "second/n"));
        using var client = router.CreateClient();

        var stream = await CallerDialect.Find("chat").StreamAsync(client);

        Assert.Equal(("42", 1), (stream.Text, stream.Ends));
        var attempts = (await client.ExplainAsync(stream.RequestId)).Attempts;
        Assert.Equal([("first", "failed", 700), ("second", "completed", 9)], attempts.Select(attempt => (attempt.Provider, attempt.Outcome!, attempt.PromptTokens ?? 0)));
    }
}
